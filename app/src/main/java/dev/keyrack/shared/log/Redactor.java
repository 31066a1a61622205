package dev.keyrack.shared.log;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Masks what looks like a credential in a text. A net below the real rule, which is to log no secret at all: it would
/// rather mask a harmless word than let a value through. Ids, SHA-256 fingerprints, UUIDs, hosts, paths and instants
/// stay readable; addresses lose their query and fragment.
///
/// What a provider says to a person goes through the engine's redactor instead: it knows the secrets that were sent and
/// the provider's own prefixes, and may leave words such as "token: expired" as they are.
public final class Redactor {
    /// What stands in the place of a credential.
    static final String MASK = "***";

    /// How an id begins.
    static final String ID_PREFIX = "(?:key|usr|user|org|req|request|evt|event|acct|account|app|proj|project|team"
            + "|ws|run|inc|prof)_";

    // A provider's id is as long as a short secret; longer ones are masked all the same.
    private static final String ID = "(?!" + ID_PREFIX + "[A-Za-z0-9]{1,32}+(?![A-Za-z0-9]))";

    private static final String NAME = "[A-Za-z0-9_.-]{0,64}?(?:password|passwd|passphrase|passcode|pwd|secret|token"
            + "|api[_-]?key|access[_-]?key|private[_-]?key|credentials?|assertion|authorization|cookie|session[_-]?id"
            + "|backup[_-]?codes?|recovery[_-]?codes?|totp|otp)";

    private static final List<Rule> RULES = List.of(
            new Rule("-----BEGIN [A-Z ]{0,40}PRIVATE KEY(?: BLOCK)?-----.*?"
                    + "(?:-----END [A-Z ]{0,40}PRIVATE KEY(?: BLOCK)?-----|\\z)", Pattern.DOTALL, 0),
            // the rest of a header's line, whatever scheme it names
            new Rule("((?:proxy-)?authorization|(?:set-)?cookie|x-api-key)(\\s*:\\s*)([^\"\\r\\n]+)",
                    Pattern.CASE_INSENSITIVE, 3),
            new Rule("(\\b(?:bearer|basic)\\s+)([A-Za-z0-9._~+/=-]{6,})", Pattern.CASE_INSENSITIVE, 2),
            new Rule("()(\\beyJ[A-Za-z0-9_-]{6,}+(?:\\.[A-Za-z0-9_-]*+){1,4})", 0, 2),
            // "name":"value", \"name\":\"value\", name='value', name=value; lazy steps, since groups would recurse
            new Rule("(" + NAME + "\\\\*[\"']?\\s*[:=]\\s*)((?<level>\\\\+)\"[\\s\\S]*?(?:(?<!\\\\)\\k<level>\"|\\z)"
                    + "|\"[\\s\\S]*?(?:(?<!\\\\)\"|\\z)|'[^']*+'?|\\[[^\\]]*+\\]?|[^\\s\"'&,;})\\]\\\\]++)",
                    Pattern.CASE_INSENSITIVE, 2),
            // a member that is just called key, if it is as long as one; ids stay
            new Rule("(\"key\\\\*\"\\s*:\\s*\\\\*\")" + ID + "([^\"\\\\\\s]{16,}+)", Pattern.CASE_INSENSITIVE, 2),
            new Rule("([?&](?:code|key|sig|signature)=)([^\\s&\"'#]+)", Pattern.CASE_INSENSITIVE, 2),
            new Rule("(://)([^/\\s@\"']{1,256})(?=@)", 0, 2),
            new Rule("(?<![A-Za-z0-9])" + ID + "([a-z]{2,8}(?:_[a-z]{1,20}){0,6}_)([A-Za-z0-9]{16,}+)", 0, 2),
            // sk-proj-…, glpat-…, xoxb-…: a prefix with hyphens, and a tail no word has
            new Rule("(?<![A-Za-z0-9])([a-z]{2,8}(?:-[a-z0-9]{2,8})?-)"
                    + "(?=[A-Za-z0-9_-]{0,100}[A-Z])(?=[A-Za-z0-9_-]{0,100}[0-9])([A-Za-z0-9_-]{16,}+)", 0, 2),
            new Rule("(?<![A-Za-z0-9])(AKIA|ASIA|AIza)([A-Za-z0-9_-]{12,}+)", 0, 2),
            // anything long with capitals, small letters and digits
            new Rule("()((?<![A-Za-z0-9_-])(?=[A-Za-z0-9_-]{0,200}[A-Z])(?=[A-Za-z0-9_-]{0,200}[a-z])"
                    + "(?=[A-Za-z0-9_-]{0,200}[0-9])[A-Za-z0-9_-]{40,}+)", 0, 2));

    private Redactor() {
    }

    /// `text` with `***` in the place of each thing that looks like a credential.
    public static String redact(String text) {
        String masked = UrlText.cutBack(text);
        for (Rule rule : RULES) {
            masked = rule.pattern.matcher(masked).replaceAll(rule::mask);
        }
        return masked;
    }

    private static final class Rule {
        private final Pattern pattern;
        private final int group;

        /// @param group what is masked; 0 for everything
        Rule(String regex, int flags, int group) {
            this.pattern = Pattern.compile(regex, flags);
            this.group = group;
        }

        String mask(MatchResult found) {
            String before = group == 0 ? "" : found.group().substring(0, found.start(group) - found.start());
            return Matcher.quoteReplacement(before + MASK);
        }
    }
}
