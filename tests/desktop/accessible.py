# SPDX-License-Identifier: GPL-3.0-or-later
"""What a program shows on the accessibility bus, as a screen reader gets to know it.

One message brings all that the program has told of itself so far, and a few more the widgets that nobody asked for yet;
walking the tree with libatspi takes some messages a widget, a hundred times as long.
"""
import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, Gio, GLib  # noqa: E402

PREFIX = 'org.a11y.atspi.'
MESSAGE_LIMIT_MS = 20000
# What a person calls a thing, and the roles under which the versions of GTK show it.
ROLES = {
    'window': (Atspi.Role.FRAME, Atspi.Role.WINDOW, Atspi.Role.DIALOG, Atspi.Role.ALERT),
    'button': (Atspi.Role.PUSH_BUTTON, Atspi.Role.TOGGLE_BUTTON, Atspi.Role.RADIO_BUTTON),
    'entry': (Atspi.Role.TEXT, Atspi.Role.ENTRY, Atspi.Role.PASSWORD_TEXT),
    'label': (Atspi.Role.LABEL, Atspi.Role.STATIC, Atspi.Role.HEADING),
    'notice': (Atspi.Role.STATUS_BAR, Atspi.Role.NOTIFICATION, Atspi.Role.ALERT, Atspi.Role.INFO_BAR),
    'row': (Atspi.Role.LIST_ITEM, Atspi.Role.TABLE_ROW),
    'list': (Atspi.Role.LIST, Atspi.Role.LIST_BOX, Atspi.Role.TABLE),
    'tab': (Atspi.Role.PAGE_TAB,),
    'picture': (Atspi.Role.IMAGE,),
    'group': (Atspi.Role.PANEL, Atspi.Role.GROUPING),
}
# The words of 200 rows are many messages and seldom wanted: Node.words() asks for those of one.
CLOSED = ROLES['row'] + ROLES['label']


class Gone(Exception):
    """The widget, or the whole program, is not there any more."""


def send(bus, owner, path, interface, method, signature=None, *arguments):
    parameters = GLib.Variant(signature, arguments) if signature else None
    try:
        return bus.call_sync(owner, path, interface, method, parameters, None, 0, MESSAGE_LIMIT_MS, None)
    except GLib.Error as error:
        raise Gone(f'{interface}.{method}: {error.message}') from error


def call(bus, owner, path, interface, method, *arguments):
    return send(bus, owner, path, interface, method, *arguments).unpack()


def get(bus, owner, path, interface, name):
    return call(bus, owner, path, 'org.freedesktop.DBus.Properties', 'Get', '(ss)', PREFIX + interface, name)[0]


def connect():
    """Returns a connection to the accessibility bus of this session, which starts it."""
    session = Gio.bus_get_sync(Gio.BusType.SESSION)
    address, = call(session, 'org.a11y.Bus', '/org/a11y/bus', 'org.a11y.Bus', 'GetAddress')
    flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
    return Gio.DBusConnection.new_for_address_sync(address, flags, None, None)


def programs(bus):
    """Returns (process id, name on the bus) of each program that has a window."""
    children, = call(bus, PREFIX + 'Registry', '/org/a11y/atspi/accessible/root', PREFIX + 'Accessible', 'GetChildren')
    ask = ('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', 'GetConnectionUnixProcessID', '(s)')
    found = []
    for owner, _ in children:
        try:
            found.append((call(bus, *ask, owner)[0], owner))
        except Gone:
            pass  # it has just ended
    return found


def undouble(name):
    """A response of an AdwMessageDialog 1.2 says its label twice, once with the underline of its mnemonic."""
    half = len(name) // 2
    first, second = name[:half].strip(), name[half:].strip()
    return second if first.replace('_', '') == second else name


class Node:
    """A widget as the program told of it at one moment."""

    def __init__(self, bus, owner, item):
        self.bus, self.owner, self.item = bus, owner, item
        self.path, self.parent_path = self.part(0, 1).get_string(), self.part(2, 1).get_string()
        self.index, self.n_children = self.part(3).get_int32(), self.part(4).get_int32()
        self.spoken, self.role = self.part(6).get_string(), self.part(7).get_uint32()
        self.parent, self.children, self.place = None, [], None

    def part(self, *where):
        """Takes out of the message only what is looked at: all of it, of every widget, would be most of a test's work."""
        found = self.item
        for index in where:
            found = found.get_child_value(index)
        return found

    @property
    def name(self):
        return undouble(self.spoken)

    @property
    def interfaces(self):
        return [name.removeprefix(PREFIX) for name in self.part(5).unpack()]

    def __repr__(self):
        return f'{Atspi.role_get_name(self.role)} "{self.name}"'

    def call(self, interface, method, *arguments):
        return call(self.bus, self.owner, self.path, PREFIX + interface, method, *arguments)

    def has(self, state):
        low, high = self.part(9).unpack()
        return bool((low | high << 32) >> int(getattr(Atspi.StateType, state.upper())) & 1)

    def extents(self):
        """Returns (x, y, width, height) in its window; what is no widget, like the page of a stack, has no place."""
        if self.place is None:
            self.place = 0, 0, 1, 1
            if 'Component' in self.interfaces:
                self.place, = self.call('Component', 'GetExtents', '(u)', int(Atspi.CoordType.WINDOW))
        return self.place

    def above(self):
        """Every widget it is in, the window last."""
        node = self
        while node.parent and node.parent.role != Atspi.Role.APPLICATION:
            node = node.parent
            yield node

    def below(self):
        """Every widget in it, in the order of reading, down to the rows of lists."""
        for child in self.children:
            yield child
            yield from child.below()

    def window(self):
        return [self, *self.above()][-1]

    def is_on_screen(self):
        """Whether any of it is inside its window, as far as GTK 4.8 tells: what is hidden has no size, or is in something that
        has none; but on a page of a stack that was shown once, all keeps its place when another page comes."""
        x, y, width, height = self.extents()
        _, _, window_width, window_height = self.window().extents()
        return -width < x < window_width and -height < y < window_height and \
            all(min(node.extents()[2:]) > 0 for node in [self, *self.above()])

    def words(self):
        """What is written in it, label by label."""
        return written(self.bus, self.owner, self.path, self.role)

    def description(self):
        """What more is said of it, after its name."""
        return get(self.bus, self.owner, self.path, 'Accessible', 'Description')

    def text(self):
        """What stands in an entry."""
        length = get(self.bus, self.owner, self.path, 'Text', 'CharacterCount')
        return self.call('Text', 'GetText', '(ii)', 0, length)[0]


def written(bus, owner, path, role):
    if role in ROLES['label']:
        return [get(bus, owner, path, 'Accessible', 'Name')]
    words = []
    for _, child in call(bus, owner, path, PREFIX + 'Accessible', 'GetChildren')[0]:
        words += written(bus, owner, child, call(bus, owner, child, PREFIX + 'Accessible', 'GetRole')[0])
    return words


class Tree:
    """All that one program shows."""

    def __init__(self, bus, owner):
        self.bus, self.owner = bus, owner

    def told(self):
        """Returns what the program has told of itself so far, by path."""
        items = send(self.bus, self.owner, '/org/a11y/atspi/cache', PREFIX + 'Cache', 'GetItems').get_child_value(0)
        told = (Node(self.bus, self.owner, items.get_child_value(i)) for i in range(items.n_children()))
        nodes = {node.path: node for node in told}
        for node in nodes.values():
            node.parent = nodes.get(node.parent_path)
            if node.parent:
                node.parent.children.append(node)
        for node in nodes.values():
            node.children.sort(key=lambda child: child.index)
        return nodes

    def read(self, anew=True):
        """Returns the program itself with all that it shows below; or with ANEW false, with as much as it has told already."""
        asked = set()
        while True:
            nodes = self.told()
            closed = [node for node in nodes.values() if node.n_children > len(node.children)
                      and node.role not in CLOSED and node.path not in asked]
            if not anew or not closed:
                return next(node for node in nodes.values() if node.parent is None)
            for node in closed:
                asked.add(node.path)
                if node.extents()[2] > 0:
                    node.call('Accessible', 'GetChildren')
