package dev.keyrack.provider.engine;

import dev.keyrack.provider.engine.Descriptor.Answer;
import dev.keyrack.provider.engine.Descriptor.SecretPart;
import dev.keyrack.provider.engine.Descriptor.SecretPlace;
import dev.keyrack.shared.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where an answer holds a new key's value, and how a value of several parts becomes one and is taken apart again.
final class NewSecret {
    private NewSecret() {
    }

    /// The places whose values must never become text.
    static List<String> pointers(Answer answer) {
        List<String> pointers = new ArrayList<>(answer.valueIds());
        answer.secret().ifPresent(place -> {
            if (!place.at().isEmpty()) {
                pointers.add(place.at());
            }
            place.parts().stream().filter(part -> !part.open()).map(SecretPart::at).forEach(pointers::add);
        });
        return pointers;
    }

    /// What an answer's place is called in messages.
    static String words(SecretPlace place) {
        if (!place.header().isEmpty()) {
            return "the header " + place.header();
        }
        return place.parts().isEmpty()
                ? place.at()
                : String.join(" and ", place.parts().stream().map(SecretPart::at).toList());
    }

    /// The value in an answer; the caller closes it. Empty if a part of it is missing.
    static Optional<Secret> take(SecretPlace place, Reply reply) {
        if (!place.header().isEmpty()) {
            return reply.raw().headers().firstValue(place.header()).filter(text -> !text.isBlank())
                    .map(NewSecret::secret);
        }
        return place.parts().isEmpty() ? reply.parsed().take(place.at()) : joined(place, reply);
    }

    private static Optional<Secret> joined(SecretPlace place, Reply reply) {
        byte[] all = new byte[0];
        String join = place.join();
        for (SecretPart part : place.parts()) {
            Optional<Secret> piece = part.open()
                    ? Values.text(Mapping.found(part.at(), reply.tree())).map(NewSecret::secret)
                    : reply.parsed().take(part.at());
            if (piece.isEmpty()) {
                Arrays.fill(all, (byte) 0);
                return Optional.empty();
            }
            String before = join == null ? lead(part, all.length > 0) : all.length > 0 ? join : "";
            all = grown(all, before.getBytes(StandardCharsets.UTF_8));
            try (Secret value = piece.get()) {
                byte[] sofar = all;
                all = value.use(bytes -> grown(sofar, bytes));
            }
        }
        return Optional.of(Secret.wrap(all));
    }

    private static String lead(SecretPart part, boolean isLater) {
        return (isLater ? "\n" : "") + part.name() + "=";
    }

    private static byte[] grown(byte[] bytes, byte[] more) {
        byte[] both = Arrays.copyOf(bytes, bytes.length + more.length);
        System.arraycopy(more, 0, both, bytes.length, more.length);
        Arrays.fill(bytes, (byte) 0);
        return both;
    }

    /// The parts of a value that was put together so, by name; none if it was not. The caller closes them.
    static Map<String, Secret> split(SecretPlace place, Secret value) {
        return value.use(bytes -> {
            Map<String, Secret> found = new LinkedHashMap<>();
            int at = 0;
            for (int i = 0; i < place.parts().size(); i++) {
                SecretPart part = place.parts().get(i);
                String join = place.join();
                byte[] lead = (join == null ? lead(part, i > 0) : i > 0 ? join : "").getBytes(StandardCharsets.UTF_8);
                if (!startsWith(bytes, at, lead)) {
                    found.values().forEach(Secret::close);
                    return Map.of();
                }
                int from = at + lead.length;
                boolean isLast = i == place.parts().size() - 1;
                String next = isLast ? "" : join == null ? lead(place.parts().get(i + 1), true) : join;
                int to = isLast ? bytes.length : indexOf(bytes, from, next.getBytes(StandardCharsets.UTF_8));
                found.put(part.name(), Secret.wrap(Arrays.copyOfRange(bytes, from, to)));
                at = to;
            }
            return found;
        });
    }

    private static boolean startsWith(byte[] bytes, int at, byte[] wanted) {
        return at + wanted.length <= bytes.length
                && Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length);
    }

    /// The end if it is not there.
    private static int indexOf(byte[] bytes, int from, byte[] wanted) {
        for (int at = from; at <= bytes.length - wanted.length; at++) {
            if (startsWith(bytes, at, wanted)) {
                return at;
            }
        }
        return bytes.length;
    }

    private static Secret secret(String text) {
        return Secret.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
