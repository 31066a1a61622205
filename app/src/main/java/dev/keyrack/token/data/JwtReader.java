package dev.keyrack.token.data;

import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.secret.Secret;
import dev.keyrack.token.domain.TokenReport;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.type.TypeReference;
import tools.jackson.core.util.JsonRecyclerPools;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Reads the compact form of a JSON Web Token (RFC 7519, RFC 7515 section 7.1). By hand, since a library's token is text
/// with the signature in it: a credential that nobody could wipe. Nothing is verified. Any thread.
public final class JwtReader {
    private static final int DEEPEST = 32;
    private static final TypeReference<LinkedHashMap<String, @Nullable Object>> MEMBERS = new TypeReference<>() {
    };

    private final JsonMapper json = JsonMapper
            .builder(JsonFactory.builder().recyclerPool(JsonRecyclerPools.nonRecyclingPool())
                    .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
    private final Messages messages;

    /// Says in the words of `messages` what is wrong with a token.
    public JwtReader(Messages messages) {
        this.messages = messages;
    }

    /// What `token` says at `now`. `token` stays the caller's; a word `Bearer` before it is passed over.
    ///
    /// @return `InvalidInput` if it is no JSON Web Token, or an encrypted one
    public Outcome<TokenReport> read(Secret token, Instant now) {
        return token.use(bytes -> read(bytes, now));
    }

    private Outcome<TokenReport> read(byte[] bytes, Instant now) {
        int from = bytesBefore(bytes);
        int first = indexOf(bytes, from);
        int second = first < 0 ? -1 : indexOf(bytes, first + 1);
        if (second < 0) {
            return invalid(messages.get("token.not-jwt"));
        }
        if (indexOf(bytes, second + 1) >= 0) {
            return invalid(messages.get("token.encrypted"));
        }
        Optional<SequencedMap<String, @Nullable Object>> header = members(bytes, from, first);
        if (header.isEmpty()) {
            return invalid(messages.get("token.bad-header"));
        }
        return members(bytes, first + 1, second).map(claims -> Outcome.ok(TokenReport.of(header.get(), claims, now)))
                .orElseGet(() -> invalid(messages.get("token.bad-claims")));
    }

    private static int bytesBefore(byte[] bytes) {
        byte[] word = {'b', 'e', 'a', 'r', 'e', 'r', ' '};
        for (int i = 0; i < word.length; i++) {
            if (i >= bytes.length || Character.toLowerCase(bytes[i]) != word[i]) {
                return 0;
            }
        }
        return word.length;
    }

    private static int indexOf(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] == '.') {
                return i;
            }
        }
        return -1;
    }

    private Optional<SequencedMap<String, @Nullable Object>> members(byte[] bytes, int from, int to) {
        try {
            byte[] text = Base64.getUrlDecoder().decode(Arrays.copyOfRange(bytes, from, to));
            return Optional.ofNullable(json.readValue(text, MEMBERS));
        } catch (IllegalArgumentException | JacksonException _) {
            return Optional.empty();
        }
    }

    private Outcome<TokenReport> invalid(String problem) {
        return Outcome.failed(new Failure.InvalidInput(messages.get("token.input"), problem));
    }
}
