"""Sentences of customer service, invented for training, with slots for names; those without slots teach restraint."""

from __future__ import annotations

# Slots: {f} first name, {n} full name, {s} surname, {l} town or country, {o} company.
TEMPLATES = """
Hi {f}, sorry to hear that. Could you DM us your order number?
Hello {f} , thanks for getting in touch . Please send us a direct message with your postcode .
Sorry {f}! We'll look into this for you.
Thanks {f}, all sorted now. ^{f}
Hi {f}, I'm {f} from {o}. Which branch in {l} was it?
my name is {n} and I live in {l}
my name is {n}, account ending 4821
It's {n}, I ordered last week and nothing came
The account is in my husband's name, {n}
booking is under {n}, flying from {l} to {l}
Parcel for {n} was left with {f} next door
you delivered {f}'s parcel to us in {l} again
Your driver {f} was so rude to my mum
Spoke to {f} at your {l} branch yesterday, no call back
spoke to someone called {f} in {l}, useless
Shout out to {f} in the {l} store, what a star
Big thanks to {f} and {f} at {o} for sorting this
@help my wife {f} has been waiting 3 hours at {l}
{o} your app is down again in {l}
@help any update on the outage in {l}? No internet since Monday
Why is the 8.15 from {l} to {l} cancelled again?
Train stuck outside {l}, no announcement. Thanks {o}
Flight from {l} delayed 5 hours, nobody from {o} at the gate
Still waiting for my refund from {o}, order 118-2231
{o} customer service is the worst. Switching to {o}.
Hey {o}, why was I charged twice?
{n} here, please call me back
Can you ask {f} to ring me? {n}
Regards, {n}
Kind regards {f}
Cheers, {f}
Dear Mr {s}, we have received your complaint.
Dear Ms {s} , your claim has been passed on .
Mr {s} still has not received his card
Mrs {s} in {l} says her boiler is still broken
Dr {s} at the surgery in {l} never rang back
deliver it to {n}, 14 Elm Road, {l}
Address is Flat 2, 9 Mill Lane, {l}
I moved from {l} to {l} last month, please update my account
we are in {l} near the station
I'm {f}, the engineer was meant to come today
this is {f} again, still no reply from {o}
{f} {s} is my daughter, she is 9 and she was left alone at {l}
please remove my ex {n} from the account
The manager, {n}, hung up on me
Is {f} still working today? She helped me before
{f} mate, where is my order
love you {f} but this is taking the mick
RT @news : {o} to close 40 stores in {l} and {l}
@help {f} from your team promised a call by 5pm
Thank you {f} !! You have been so helpful :)
Happy to help, {f}! Have a lovely day. {f}
hey its {f} from {l}, my card got blocked
can someone at {o} explain why {f} got charged
{o} {l} is shut, no notice on the door
the {l} store has none left
Best coffee in {l} goes to {o}
My son {f} left his bag on the {l} train
{f}, {f} and I waited two hours
reservation for {n}, two nights in {l}
Ask {f}. He knows.
I want to speak to {n} about this
My dad {n} passed away and you keep sending bills to {l}
Hi DM us your details and we'll take a look
Sorry about that! Please DM us your order number
Hi there, thanks for reaching out. Please can you send us a DM?
Good Morning, any news on my refund? Order 4471-2210
Thanks for the update. Will check on Friday.
My Order Has Not Arrived. Can You Help?
WHERE IS MY PARCEL. THIS IS A JOKE
The App crashes when I open Settings. iOS update did not help
Still no Wifi on Bus 42. Sort it out
Hope you have a great day! Let us know if you need anything else.
Terrible Customer Service. Never Again
Error Code 5003 on my TV since Tuesday
I have raised a ticket with the Billing Team, Ref 99120
Black Friday deal not working at Checkout
Please check your Inbox and Spam folder
will you mark this as a bug please
may I have a refund? I will wait
Bill is too high again this month, please rob someone else
Merry Christmas to all the staff
Phone is charging, joy. Grace period ended
The Manager said No. The Supervisor said Yes.
Hi, I'm trying to reset my Password but the link has expired
Ok. Thank You
We're Sorry! Please Bear With Us
Black Iphone 7 screen cracked
Hi Guys, is the Live Chat down?
Your Agent told me Monday, then Wednesday
Can you pls follow me so I can DM?
iPhone update broke Maps and Siri
I'll be in touch ASAP
""".strip().splitlines()
