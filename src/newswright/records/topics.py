"""The closed list of topics, after the IPTC Media Topics (https://cv.iptc.org/newscodes/mediatopic/), cut to a news page."""

from collections.abc import Mapping
from types import MappingProxyType

TOPICS: Mapping[str, str] = MappingProxyType(
    {
        "world": "World",
        "politics": "Politics",
        "conflict": "War and conflict",
        "crime": "Crime and justice",
        "disaster": "Accidents and disasters",
        "weather": "Weather",
        "environment": "Environment",
        "business": "Business",
        "technology": "Technology",
        "science": "Science",
        "health": "Health",
        "education": "Education",
        "society": "Society",
        "culture": "Culture and entertainment",
        "sport": "Sport",
        "lifestyle": "Lifestyle",
        "food": "Food and drink",
        "travel": "Travel",
        "motoring": "Motoring",
    }
)


def display(topic: str) -> str:
    """Name a topic as a reader sees it; a topic that is not on the list keeps its own name."""
    return TOPICS.get(topic, topic.replace("-", " ").capitalize())
