package dev.keyrack.tour;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A heap dump in HPROF's format 1.0.2, as HotSpot writes it with ids of eight bytes. Says who holds the object in
/// which a byte is.
final class HeapDump {
    private static final int[] SIZES = {0, 0, 8, 0, 1, 2, 4, 8, 1, 2, 4, 8};
    private static final int OBJECT = 2;
    private static final int MOST_STEPS = 25;
    private static final int MOST_SEEN = 2_000;

    private final byte[] bytes;
    private final ByteBuffer in;
    private final Map<Long, String> words = new HashMap<>();
    private final Map<Long, String> classNames = new HashMap<>();
    private final Map<Long, Shape> shapes = new HashMap<>();
    private final Set<Long> roots = new HashSet<>();

    private record Field(String name, int type) {
    }

    private record Shape(long parent, List<Field> fields) {
    }

    private HeapDump(byte[] bytes) {
        this.bytes = bytes;
        this.in = ByteBuffer.wrap(bytes);
    }

    static HeapDump read(Path file) throws IOException {
        HeapDump dump = new HeapDump(Files.readAllBytes(file));
        if (!new String(dump.bytes, 0, 18, StandardCharsets.US_ASCII).equals("JAVA PROFILE 1.0.2")) {
            throw new IOException("no heap dump: " + file);
        }
        return dump;
    }

    /// The shortest way from the object at `offset` up to a root, as words.
    String holders(int offset) {
        long[] object = {0};
        walk(Visitor.ofObjects((id, from, to) -> {
            if (offset >= from && offset < to) {
                object[0] = id;
            }
        }));
        if (object[0] == 0) {
            return "in no object, at " + offset + ": " + around(offset);
        }
        Map<Long, String> seen = new LinkedHashMap<>();
        seen.put(object[0], "[bytes]");
        Deque<Long> level = new ArrayDeque<>(List.of(object[0]));
        for (int step = 0; step < MOST_STEPS && !level.isEmpty(); step++) {
            for (long id : level) {
                if (roots.contains(id)) {
                    return seen.get(id) + " <- root";
                }
            }
            Set<Long> wanted = new HashSet<>(level);
            level.clear();
            String[] end = {""};
            walk(Visitor.ofReferences((from, how, to) -> {
                if (wanted.contains(to)) {
                    String path = seen.get(to) + "\n    <- " + how;
                    if (from == 0) {
                        end[0] = path;
                    } else if (seen.size() < MOST_SEEN && !seen.containsKey(from)) {
                        seen.put(from, path);
                        level.add(from);
                    }
                }
            }));
            if (!end[0].isEmpty()) {
                return end[0];
            }
        }
        return seen.values().stream().reduce((_, second) -> second).orElse("") + "\n    <- …";
    }

    private String around(int offset) {
        int from = Math.max(0, offset - 40);
        return new String(bytes, from, Math.min(120, bytes.length - from), StandardCharsets.ISO_8859_1)
                .replaceAll("[^ -~]", ".");
    }

    private interface Objects {
        /// An object or array that has its own bytes there.
        void seen(long id, int from, int to);
    }

    private interface References {
        /// @param from 0 for a static field
        void seen(long from, String how, long to);
    }

    private record Visitor(Objects objects, References references) {
        static Visitor ofObjects(Objects objects) {
            return new Visitor(objects, (_, _, _) -> {
            });
        }

        static Visitor ofReferences(References references) {
            return new Visitor((_, _, _) -> {
            }, references);
        }
    }

    private void walk(Visitor visitor) {
        in.position(31); // name, size of ids, time
        while (in.remaining() > 0) {
            int tag = in.get();
            in.getInt();
            int length = in.getInt();
            int end = in.position() + length;
            switch (tag) {
                case 0x01 -> words.put(in.getLong(), new String(bytes, in.position(), length - 8,
                        StandardCharsets.UTF_8));
                case 0x02 -> {
                    in.getInt();
                    long id = in.getLong();
                    in.getInt();
                    classNames.put(id, words.getOrDefault(in.getLong(), "?").replace('/', '.'));
                }
                case 0x0C, 0x1C -> segment(end, visitor);
                default -> {
                    // threads and stacks
                }
            }
            in.position(end);
        }
    }

    private void segment(int end, Visitor visitor) {
        while (in.position() < end) {
            int tag = in.get() & 0xFF;
            switch (tag) {
                case 0xFF, 0x05, 0x07 -> root(0);
                case 0x01 -> root(8);
                case 0x02, 0x03, 0x08 -> root(8);
                case 0x04, 0x06 -> root(4);
                case 0x20 -> classDump(visitor);
                case 0x21 -> instance(visitor);
                case 0x22 -> objects(visitor);
                case 0x23 -> primitives(visitor);
                default -> throw new IllegalStateException("unknown record " + tag + " at " + in.position());
            }
        }
    }

    private void root(int more) {
        roots.add(in.getLong());
        in.position(in.position() + more);
    }

    private void classDump(Visitor visitor) {
        long id = in.getLong();
        in.getInt();
        long parent = in.getLong();
        in.position(in.position() + 5 * 8 + 4);
        for (int count = in.getShort() & 0xFFFF; count > 0; count--) {
            in.getShort();
            skip(in.get());
        }
        String name = classNames.getOrDefault(id, "?");
        for (int count = in.getShort() & 0xFFFF; count > 0; count--) {
            String field = words.getOrDefault(in.getLong(), "?");
            int type = in.get();
            if (type == OBJECT) {
                visitor.references().seen(0, "static " + name + "." + field, in.getLong());
            } else {
                skip(type);
            }
        }
        List<Field> fields = new ArrayList<>();
        for (int count = in.getShort() & 0xFFFF; count > 0; count--) {
            fields.add(new Field(words.getOrDefault(in.getLong(), "?"), in.get()));
        }
        shapes.put(id, new Shape(parent, fields));
    }

    private void skip(int type) {
        in.position(in.position() + SIZES[type]);
    }

    private void instance(Visitor visitor) {
        long id = in.getLong();
        in.getInt();
        long type = in.getLong();
        int length = in.getInt();
        int end = in.position() + length;
        String name = classNames.getOrDefault(type, "?");
        visitor.objects().seen(id, in.position(), end);
        for (Shape shape = shapes.get(type); shape != null; shape = shapes.get(shape.parent())) {
            for (Field field : shape.fields()) {
                if (field.type() != OBJECT) {
                    skip(field.type());
                } else if (isWeak(name, field)) {
                    in.getLong();
                } else {
                    visitor.references().seen(id, name + "." + field.name(), in.getLong());
                }
            }
        }
        in.position(end);
    }

    /// Whether the field keeps nothing alive.
    private static boolean isWeak(String name, Field field) {
        return field.name().equals("referent") && !name.contains("Soft") && !name.contains("Final");
    }

    private void objects(Visitor visitor) {
        long id = in.getLong();
        in.getInt();
        int length = in.getInt();
        String name = classNames.getOrDefault(in.getLong(), "?");
        for (int i = 0; i < length; i++) {
            visitor.references().seen(id, name + "[" + i + "]", in.getLong());
        }
    }

    private void primitives(Visitor visitor) {
        long id = in.getLong();
        in.getInt();
        int length = in.getInt();
        int size = length * SIZES[in.get()];
        visitor.objects().seen(id, in.position(), in.position() + size);
        in.position(in.position() + size);
    }
}
