package dev.keyrack.provider.engine;

import dev.keyrack.provider.engine.Descriptor.Answer;
import dev.keyrack.shared.secret.Secret;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Ids of providers that name a key by its value. Everything outside of the engine gets the beginning of the value's
/// SHA-256 instead; the value itself lives as long as the one answer or request that holds it.
final class SecretIds {
    private static final String PREFIX = "sha256:";
    /// 96 bits: enough to tell keys apart, and of no use to guess a random value.
    private static final int BYTES = 12;

    private SecretIds() {
    }

    /// What stands for an id that is the secret.
    static String opaque(Secret id) {
        return PREFIX + HexFormat.of().formatHex(id.sha256(), 0, BYTES);
    }

    /// The answer with such ids replaced. Takes over `reply`.
    static Reply hidden(Reply reply, Answer answer) {
        if (answer.valueIds().isEmpty()) {
            return reply;
        }
        Map<String, String> opaque = new HashMap<>();
        reply.parsed().cut().forEach((pointer, secret) -> {
            if (isId(answer, pointer)) {
                opaque.put(pointer, opaque(secret));
            }
        });
        Object tree = replaced(reply.tree(), "", opaque);
        return new Reply(reply.raw(), new AnswerReader.Parsed(tree, reply.parsed().cut()));
    }

    /// The id itself that `opaque` stands for, if the answer holds it; the caller closes it.
    static Optional<Secret> find(Reply reply, Answer answer, String opaque) {
        return reply.parsed().cut().entrySet().stream().filter(entry -> isId(answer, entry.getKey()))
                .map(Map.Entry::getValue).filter(secret -> opaque(secret).equals(opaque)).findFirst()
                .map(Secret::copy);
    }

    private static boolean isId(Answer answer, String pointer) {
        return answer.valueIds().stream().anyMatch(pattern -> AnswerReader.matches(pattern, pointer));
    }

    private static @Nullable Object replaced(@Nullable Object value, String pointer, Map<String, String> opaque) {
        String instead = opaque.get(pointer);
        if (instead != null) {
            return instead;
        }
        return switch (value) {
            case Map<?, ?> members -> {
                Map<String, @Nullable Object> copy = new LinkedHashMap<>();
                members.forEach((name, one) -> copy.put(String.valueOf(name),
                        replaced(one, pointer + '/' + Finding.escape(String.valueOf(name)), opaque)));
                yield copy;
            }
            case List<?> elements -> {
                List<@Nullable Object> copy = new ArrayList<>();
                for (Object one : elements) {
                    copy.add(replaced(one, pointer + '/' + copy.size(), opaque));
                }
                yield copy;
            }
            case null, default -> value;
        };
    }
}
