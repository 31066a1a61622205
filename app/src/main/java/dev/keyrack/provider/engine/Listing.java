package dev.keyrack.provider.engine;

import dev.keyrack.provider.engine.Descriptor.Detail;
import dev.keyrack.provider.engine.Descriptor.Join;
import dev.keyrack.provider.engine.Descriptor.Operation;
import dev.keyrack.provider.engine.Descriptor.Over;
import dev.keyrack.provider.engine.Operations.Run;
import dev.keyrack.shared.result.Call;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Failure.BadAnswer.Flaw;
import dev.keyrack.shared.secret.Secret;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads lists: over all pages, for each parent where lists hang below others, with the lists they refer to and the
/// details that they leave out.
final class Listing {
    /// Lists above a list.
    private static final int DEEPEST = 3;
    /// Requests of one reading, whatever a provider and its descriptor make of each other.
    private static final int MOST_REQUESTS = 20_000;
    private static final int MOST_DETAILS = 5_000;

    private final Engine engine;
    private final Offering offering;
    private final Operations operations;
    private final KeyMapper keys;

    Listing(Engine engine, Offering offering, Operations operations, KeyMapper keys) {
        this.engine = engine;
        this.offering = offering;
        this.operations = operations;
        this.keys = keys;
    }

    /// Takes a page.
    interface PageReader {
        /// Takes one page.
        ///
        /// @param reply the page itself, closed when this returns
        /// @param total items on all pages; zero if nobody says
        void read(List<Row> rows, Reply reply, long total) throws CallFailed;
    }

    /// Counts what one reading costs.
    private static final class Cost {
        private int requests;
        private int details;
    }

    /// Reads the list that `operation` gives.
    ///
    /// @param subject the key it is about
    void read(Operation operation, Map<String, Object> variables, Optional<String> subject, PageReader reader)
            throws CallFailed {
        read(new Cost(), operation, operation.answer().items(), variables, subject, 0, reader);
    }

    /// All items of a list.
    ///
    /// @param items where they are; the operation's own place if it is empty
    List<Row> all(String operation, String items, Map<String, Object> variables) throws CallFailed {
        return all(new Cost(), operation, items, variables, 0);
    }

    /// `variables` and the lists that `operation` refers to.
    Map<String, Object> joined(Operation operation, Map<String, Object> variables) throws CallFailed {
        return joined(new Cost(), operation, variables, 0);
    }

    /// The first page alone: of the list above, where there is one.
    Call first(Operation operation) throws CallFailed {
        if (operation.over().isPresent()) {
            return first(offering.named(operation.over().get().operation()));
        }
        Pages.Ask first = pages(operation).first();
        try (Reply reply = operations.run(
                new Run(operation, Map.of(), Optional.empty(), first, engine.limits().listBytes(), false))) {
            return reply.raw().call();
        }
    }

    private List<Row> all(Cost cost, String name, String items, Map<String, Object> variables, int depth)
            throws CallFailed {
        List<Row> all = new ArrayList<>();
        Operation operation = offering.named(name);
        read(cost, operation, items.isEmpty() ? operation.answer().items() : items, variables, Optional.empty(),
                depth, (rows, _, _) -> all.addAll(rows));
        return all;
    }

    private Map<String, Object> joined(Cost cost, Operation operation, Map<String, Object> variables, int depth)
            throws CallFailed {
        Map<String, Object> known = new LinkedHashMap<>(variables);
        for (Join join : operation.joins()) {
            List<@Nullable Object> items = new ArrayList<>();
            for (Row row : all(cost, join.operation(), "", variables, depth + 1)) {
                items.add(row.item());
            }
            known.put(join.as(), items);
        }
        return known;
    }

    private void read(Cost cost, Operation operation, String items, Map<String, Object> variables,
            Optional<String> subject, int depth, PageReader reader) throws CallFailed {
        if (depth > DEEPEST) {
            throw new CallFailed(new Failure.InvalidInput("descriptor " + engine.descriptor().id(),
                    "its lists hang below each other in a circle"));
        }
        Map<String, Object> known = joined(cost, operation, variables, depth);
        if (operation.over().isEmpty()) {
            overPages(cost, operation, items, known, subject, reader);
            return;
        }
        Over over = operation.over().get();
        for (Row parent : all(cost, over.operation(), over.items(), known, depth + 1)) {
            Map<String, Object> below = new LinkedHashMap<>(known);
            below.putAll(parent.variables());
            if (parent.item() != null) {
                below.put(over.as(), parent.item());
            }
            overPages(cost, operation, items, below, subject, (rows, reply, _) -> reader.read(rows, reply, 0));
        }
    }

    private Pages pages(Operation operation) {
        return new Pages(operation, engine.mapping(), engine.limits(), engine.address());
    }

    private void overPages(Cost cost, Operation operation, String place, Map<String, Object> variables,
            Optional<String> subject, PageReader reader) throws CallFailed {
        Pages pages = pages(operation);
        Optional<Pages.Ask> ask = Optional.of(pages.first());
        while (ask.isPresent()) {
            Run run = new Run(operation, variables, subject, ask.get(), engine.limits().listBytes(), false);
            try (Reply reply = SecretIds.hidden(operations.run(run), operation.answer())) {
                Call call = reply.raw().call();
                count(cost, call);
                List<@Nullable Object> items = engine.mapping().items(place, reply, Row.plain(variables));
                List<Row> rows = new ArrayList<>();
                for (Object item : items) {
                    Row row = new Row(item, Row.plain(variables), call);
                    rows.add(operation.detail().isPresent() ? detailed(cost, operation, row, reply) : row);
                }
                reader.read(rows, reply, pages.total(reply));
                ask = pages.next(reply, items);
            }
        }
    }

    private static void count(Cost cost, Call call) throws CallFailed {
        cost.requests++;
        if (cost.requests > MOST_REQUESTS) {
            throw new CallFailed(new Failure.BadAnswer(Flaw.TOO_MANY_PAGES,
                    "more than " + MOST_REQUESTS + " requests for one list", call));
        }
    }

    private Row detailed(Cost cost, Operation operation, Row row, Reply page) throws CallFailed {
        Detail detail = operation.detail().orElseThrow();
        boolean wanted = detail.when().isEmpty()
                || Values.isTrue(engine.mapping().value(detail.when(), row.item(), row.variables(), row.call()));
        if (!wanted) {
            return row;
        }
        int most = detail.most() == null ? MOST_DETAILS : detail.most();
        cost.details++;
        if (cost.details > most) {
            throw new CallFailed(new Failure.BadAnswer(Flaw.TOO_MANY_PAGES,
                    "more than " + most + " requests for the details of one list", row.call()));
        }
        String id = keys.id(row);
        try (Subject subject = Subject.of(keys.fields(), id,
                SecretIds.find(page, operation.answer(), id).orElse(null))) {
            return detailed(detail, row, subject);
        }
    }

    private Row detailed(Detail detail, Row row, Subject subject) throws CallFailed {
        Operation asking = offering.named(detail.operation());
        Map<String, Object> variables = new LinkedHashMap<>(row.variables());
        variables.putAll(subject.variables());
        Run run = new Run(asking, variables, Optional.of(subject.id()), null, engine.limits().answerBytes(), false);
        try (Reply reply = SecretIds.hidden(operations.run(run), asking.answer())) {
            Object item = Row.item(engine.mapping(), asking, reply, Row.plain(variables));
            return item == null ? row : row.with(detail.as(), item);
        }
    }

    /// The id itself of a key that is named by its value; the caller closes it.
    ///
    /// @throws CallFailed if no key of the list has it
    Secret secretId(Operation operation, String opaque) throws CallFailed {
        List<Secret> found = new ArrayList<>();
        read(operation, Map.of(), Optional.empty(), (_, reply, _) -> {
            if (found.isEmpty()) {
                SecretIds.find(reply, operation.answer(), opaque).ifPresent(found::add);
            }
        });
        if (found.isEmpty()) {
            throw new CallFailed(new Failure.NotFound("key", opaque, List.of()));
        }
        return found.getFirst();
    }
}
