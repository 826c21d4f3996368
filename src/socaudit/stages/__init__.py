"""The pure stages between reading and reporting: match, link, judge, and what an author adds up to."""
