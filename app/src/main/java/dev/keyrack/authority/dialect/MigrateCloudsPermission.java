package dev.keyrack.authority.dialect;

import dev.keyrack.authority.http.Fields;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The permission scopes of the document. Three of them are sets of operations; a key with any other set is custom. Which
/// operations there are is beyond the document.
enum MigrateCloudsPermission {
    /// "Can only retrieve data and cannot make changes to your resources."
    READ_ONLY("files:read migrations:read connections:read account:read"),
    /// "Can retrieve data and make changes to your resources."
    READ_WRITE("files:read files:write files:delete migrations:read migrations:run connections:read connections:write "
            + "account:read"),
    /// "Full access to all operations, including account management."
    ADMIN("files:read files:write files:delete migrations:read migrations:run connections:read connections:write "
            + "account:read account:manage"),
    /// "Granular control over specific operations and resources."
    CUSTOM("");

    private static final int LONGEST_WORD = 40;
    /// The operation that manages the account, its keys included.
    static final String MANAGE = "account:manage";

    /// Member of a body that names a permission.
    static final String MEMBER = "permission";

    private static final String OPERATIONS = "operations";

    private final String operations;

    MigrateCloudsPermission(String operations) {
        this.operations = operations;
    }

    /// All operations.
    static List<String> catalogue() {
        return ADMIN.operations();
    }

    /// The permission of a key that may do these operations, which are in the order of the catalogue.
    static MigrateCloudsPermission of(List<String> operations) {
        return Arrays.stream(values()).filter(permission -> permission.operations().equals(operations)).findFirst()
                .orElse(CUSTOM);
    }

    /// As bodies write it.
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// What a body asks for, as operations; empty if it does not speak of it. Operations without a permission are
    /// custom ones.
    static Optional<List<String>> read(Fields body) {
        Optional<String> word = body.optionalText(MEMBER, LONGEST_WORD);
        Optional<MigrateCloudsPermission> named = word.flatMap(
                text -> Arrays.stream(values()).filter(permission -> permission.word().equals(text)).findFirst());
        if (word.isPresent() && named.isEmpty()) {
            body.reject(MEMBER, "There is no such permission. " + choice());
        }
        Optional<List<String>> listed = custom(body);
        if (named.isEmpty()) {
            return listed;
        }
        if (named.get() == CUSTOM) {
            if (listed.isEmpty()) {
                body.reject(OPERATIONS, "A custom permission needs \"operations\". " + available());
            }
            return listed;
        }
        if (listed.filter(list -> !list.equals(named.get().operations())).isPresent()) {
            body.reject(OPERATIONS, "The permission \"" + named.get().word()
                    + "\" has operations of its own. Leave \"operations\" out, or send the permission \"custom\".");
        }
        return Optional.of(named.get().operations());
    }

    /// The permissions in a sentence.
    static String choice() {
        return "Choose \"read_only\", \"read_write\", \"admin\" or \"custom\" with \"operations\".";
    }

    private List<String> operations() {
        return List.of(operations.split(" ", -1));
    }

    private static Optional<List<String>> custom(Fields body) {
        return body.texts(OPERATIONS).map(wanted -> {
            if (wanted.isEmpty()) {
                body.reject(OPERATIONS, "\"operations\" is empty: the key could do nothing. " + available());
            }
            if (!catalogue().containsAll(wanted)) {
                body.reject(OPERATIONS, "\"operations\" has one that does not exist. " + available());
            }
            return catalogue().stream().filter(wanted::contains).toList();
        });
    }

    private static String available() {
        return "Available: " + String.join(", ", catalogue()) + ".";
    }
}
