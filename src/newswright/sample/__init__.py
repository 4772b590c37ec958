"""The sample edition: fictional outlets and events, written for this project, served over loopback HTTP."""
