"""The sample edition: fictional outlets and events, written for this project, served over loopback HTTP.

`load` reads the content, `instants` says when the demo's editions run, `server.Outlets` serves the outlets, and `gold` says which
story each report belongs to, for whoever measures.
"""

from newswright.sample.content import Outlet, SampleEdition, SampleStory, Telling, load
from newswright.sample.layout import gold, instants
from newswright.sample.server import Outlets

__all__ = ["Outlet", "Outlets", "SampleEdition", "SampleStory", "Telling", "gold", "instants", "load"]
