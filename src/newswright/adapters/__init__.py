"""The world: network, disk, clock, vendors. Each file is named for what it touches, and stands behind a door of `ports`."""
