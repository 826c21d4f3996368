"""The words that handles of companies are made of besides the name: service, place, filling."""

from __future__ import annotations

from socaudit.selectors._skeleton import skeleton

# What says "here you are helped", or "this is the real one". "Complaints" is missing: unhappy customers use it.
_SERVICE = """
    help helps helper helpers helping helped helpdesk helpline helpteam support supports supporting care
    cares caring customercare customerservice customersupport service services cs cx
    csr team official officially real verified genuine authentic original agent agents desk assist assists assistance
    assistant contact refund refunds refunding claim claims billing payments payment account accounts secure security
    verify verification recovery recover dispute disputes resolution resolutions resolve resolved escalation
    escalations response responses reply replies answers answer hotline rep reps representative admin admins advisor
    advisors adviser advisers liaison concierge relief reimbursement compensation ask
"""
# What says nothing by itself.
_FILLING = """
    the my our your and here now today live online web digital virtual chat hq inc ltd plc llc corp company group global
    intl international world worldwide net app apps mobile tech technical line lines center centre centers centres hub
    point portal page handle dept department office unit info social twitter insta tweets tweet 24 247 24x7 247365 24h
    365 hello hey direct express plus pro first quick fast instant connect link relations experience success solutions
    solution feedback inquiries enquiries manager staff operator customer customers client clients fraud operations
    number phone call mail email inbox new
"""
_PLACES = """
    uk gb usa us america american britain british england scotland wales ireland irish ie ni ca canada canadian au aus
    australia nz newzealand singapore india pakistan southafrica nigeria kenya ghana uae dubai ksa mena gulf eu europe
    emea apac asia africa latam nordic nordics germany france spain italy netherlands belgium switzerland austria poland
    portugal sweden norway denmark finland greece turkey romania hungary israel mexico brazil argentina chile colombia
    peru philippines malaysia indonesia thailand vietnam hongkong taiwan japan korea china london manchester leeds
    birmingham bristol glasgow edinburgh cardiff belfast dublin liverpool nyc newyork chicago texas boston north south
    east west northern southern eastern western midlands toronto sydney melbourne paris berlin madrid rome
"""
SERVICE = frozenset(map(skeleton, _SERVICE.split()))
FILLING = frozenset(map(skeleton, _FILLING.split()))
PLACES = frozenset(map(skeleton, _PLACES.split())) - FILLING
KNOWN = SERVICE | PLACES | FILLING
_LONG_ENOUGH = 4
# Short words end many longer ones: in a run of small letters only these are looked for.
PEELED = frozenset(word for word in SERVICE if len(word) >= _LONG_ENOUGH) | {skeleton("uk"), skeleton("usa")}
