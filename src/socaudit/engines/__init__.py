"""Where the stages run; the same findings whichever engine."""
