package dev.keyrack.provider.engine;

import dev.keyrack.provider.engine.Descriptor.Operation;
import dev.keyrack.provider.engine.Descriptor.Paging;
import dev.keyrack.shared.result.Call;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Failure.BadAnswer.Flaw;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Goes through the pages of one list, and notices when it does not end. For one thread, and one list.
final class Pages {
    private static final Pattern LINK = Pattern.compile("<([^>]*)>([^,<]*)");

    private final Operation operation;
    private final Mapping mapping;
    private final EngineLimits limits;
    private final URI origin;
    private final Set<String> seen = new HashSet<>();
    private final Set<Long> contents = new HashSet<>();
    private int page;
    private long items;

    Pages(Operation operation, Mapping mapping, EngineLimits limits, URI origin) {
        this.operation = operation;
        this.mapping = mapping;
        this.limits = limits;
        this.origin = origin;
    }

    /// What asks for a page.
    ///
    /// @param query     members of the query
    /// @param variables for the body
    /// @param exact     the whole address, if the page before named it
    record Ask(Map<String, String> query, Map<String, Object> variables, Optional<URI> exact) {
    }

    /// Asks for the first page.
    Ask first() {
        if (operation.paging().isEmpty()) {
            return ask(Map.of());
        }
        Paging paging = operation.paging().get();
        return switch (paging.kind()) {
            case PAGE -> numbered(paging, "page", start(paging, 1));
            case OFFSET -> numbered(paging, "offset", start(paging, 0));
            case CURSOR, LINK -> ask(Map.of());
            case LIMIT -> limited(paging);
        };
    }

    /// Asks for the page after `reply`.
    ///
    /// @return empty if that was the last
    /// @throws CallFailed if the list does not end
    Optional<Ask> next(Reply reply, List<@Nullable Object> found) throws CallFailed {
        page++;
        items += found.size();
        Call call = reply.raw().call();
        if (items > limits.items()) {
            throw endless("more than " + limits.items() + " items", call);
        }
        if (operation.paging().isEmpty()) {
            return Optional.empty();
        }
        Paging paging = operation.paging().get();
        Optional<Ask> ask = isLast(paging, reply, found) ? Optional.empty() : following(paging, reply, found);
        if (ask.isPresent() && page >= limits.pages()) {
            throw endless("more than " + limits.pages() + " pages", call);
        }
        return ask;
    }

    /// How many items all pages have, as `reply` says; zero if it does not.
    long total(Reply reply) throws CallFailed {
        return operation.paging().isEmpty()
                ? 0
                : Values.number(mapping.value(operation.paging().get().total(), reply, Map.of())).orElse(0L);
    }

    private boolean isLast(Paging paging, Reply reply, List<@Nullable Object> found) throws CallFailed {
        if (!paging.more().isEmpty() && !Values.isTrue(mapping.value(paging.more(), reply, Map.of()))) {
            return true;
        }
        Optional<Long> total = Values.number(mapping.value(paging.total(), reply, Map.of()));
        if (total.isPresent() && items >= total.get()) {
            return true;
        }
        Optional<Long> last = Values.number(mapping.value(paging.pages(), reply, Map.of()));
        if (last.isPresent() && page >= last.get()) {
            return true;
        }
        return switch (paging.kind()) {
            case LIMIT -> isWhole(paging, found, reply.raw().call());
            case PAGE, OFFSET ->
                found.isEmpty()
                        || (total.isEmpty() && last.isEmpty() && paging.size() != null && found.size() < paging.size());
            case CURSOR, LINK -> false;
        };
    }

    /// Where a list has a limit and no next page, a full one may be cut off: that is no list to rely on.
    private static boolean isWhole(Paging paging, List<@Nullable Object> found, Call call) throws CallFailed {
        if (paging.size() != null && found.size() >= paging.size()) {
            throw endless("the list is cut off at " + paging.size() + " items, and there is no way to ask for the rest",
                    call);
        }
        return true;
    }

    private static Ask limited(Paging paging) {
        int most = paging.size() == null ? 0 : paging.size();
        return paging.in().equals("body")
                ? new Ask(Map.of(), Map.of("limit", most), Optional.empty())
                : ask(Map.of(paging.parameter(), Integer.toString(most)));
    }

    private Optional<Ask> following(Paging paging, Reply reply, List<@Nullable Object> found) throws CallFailed {
        return switch (paging.kind()) {
            case PAGE -> {
                requireOther(found, reply.raw().call());
                yield Optional.of(numbered(paging, "page", start(paging, 1) + page));
            }
            case OFFSET -> {
                requireOther(found, reply.raw().call());
                yield Optional.of(numbered(paging, "offset", start(paging, 0) + items));
            }
            case CURSOR -> cursor(paging, reply);
            case LINK -> link(paging, reply);
            case LIMIT -> Optional.empty();
        };
    }

    /// A server that ignores the page's number sends the same page for ever, or a few in turn.
    private void requireOther(List<@Nullable Object> found, Call call) throws CallFailed {
        long content = ((long) found.hashCode() << 32) ^ String.valueOf(found).hashCode();
        if (!contents.add(content)) {
            throw endless("page " + page + " is the same as an earlier one", call);
        }
    }

    private Optional<Ask> cursor(Paging paging, Reply reply) throws CallFailed {
        Optional<String> next = Values.text(mapping.value(paging.next(), reply, Map.of()))
                .filter(text -> !text.isEmpty());
        if (next.isEmpty()) {
            return Optional.empty();
        }
        requireNew(next.get(), reply.raw().call());
        Map<String, String> query = paging.in().equals("body") ? Map.of() : Map.of(paging.parameter(), next.get());
        return Optional.of(new Ask(query, Map.of("cursor", next.get()), Optional.empty()));
    }

    private Optional<Ask> link(Paging paging, Reply reply) throws CallFailed {
        Optional<String> next = paging.in().equals("header")
                ? inHeader(reply.raw().headers())
                : Values.text(mapping.value(paging.next(), reply, Map.of())).filter(text -> !text.isEmpty());
        if (next.isEmpty()) {
            return Optional.empty();
        }
        URI target;
        try {
            target = resolved(reply.raw().uri(), next.get().strip());
        } catch (IllegalArgumentException _) {
            throw Mapping.unexpected("the next page's address cannot be read", reply.raw().call());
        }
        if (!Exchanger.isSameOrigin(target, origin)) {
            throw new CallFailed(new Failure.BadAnswer(Flaw.FOREIGN_REDIRECT, String.valueOf(target.getAuthority()),
                    reply.raw().call()));
        }
        requireNew(target.toString(), reply.raw().call());
        return Optional.of(new Ask(Map.of(), Map.of(), Optional.of(target)));
    }

    /// RFC 3986 section 5.2: a query alone keeps the path, which [URI#resolve(String)] does not know.
    private static URI resolved(URI page, String next) {
        return next.startsWith("?") ? page.resolve(page.getRawPath() + next) : page.resolve(next);
    }

    /// The target of `rel="next"` (RFC 8288); `results="false"` says that there is nothing behind it.
    private static Optional<String> inHeader(HttpHeaders headers) {
        for (String header : headers.allValues("Link")) {
            Matcher link = LINK.matcher(header);
            while (link.find()) {
                String parameters = link.group(2).replace("\"", "").replace(" ", "") + ";";
                if (parameters.contains(";rel=next;") && !parameters.contains(";results=false;")) {
                    return Optional.of(link.group(1));
                }
            }
        }
        return Optional.empty();
    }

    private void requireNew(String place, Call call) throws CallFailed {
        if (!seen.add(place)) {
            throw endless("page " + (page + 1) + " leads back to an earlier one", call);
        }
    }

    private static Ask numbered(Paging paging, String variable, long number) {
        Map<String, String> query = paging.in().equals("body")
                ? Map.of()
                : Map.of(paging.parameter(), Long.toString(number));
        return new Ask(query, Map.of(variable, number), Optional.empty());
    }

    private static Ask ask(Map<String, String> query) {
        return new Ask(new LinkedHashMap<>(query), Map.of(), Optional.empty());
    }

    private static long start(Paging paging, int usual) {
        return paging.first() == null ? usual : paging.first();
    }

    private static CallFailed endless(String detail, Call call) {
        return new CallFailed(new Failure.BadAnswer(Flaw.TOO_MANY_PAGES, detail, call));
    }
}
