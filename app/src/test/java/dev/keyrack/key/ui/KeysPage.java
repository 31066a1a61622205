package dev.keyrack.key.ui;

import dev.keyrack.fake.Bench;
import dev.keyrack.fake.Samples;
import dev.keyrack.key.domain.ApiKey;
import dev.keyrack.profile.domain.Profile;
import java.util.ArrayList;
import java.util.List;

/// The keys section with its view models on fakes; notes what it asks others to do.
final class KeysPage implements KeysActions {
    final Bench bench;
    final KeyTableViewModel table;
    final KeyUsageViewModel usage;
    final KeyDetailViewModel detail;
    final List<String> asked = new ArrayList<>();

    KeysPage(Bench bench) {
        this.bench = bench;
        table = new KeyTableViewModel(bench.keys, bench.runner, bench.times, bench.messages, bench.status);
        usage = new KeyUsageViewModel(bench.keys, bench.runner, bench.times, table);
        detail = new KeyDetailViewModel(table, bench.keys, bench.runner, bench.times, bench.messages);
        table.setOnCodeNeeded(() -> asked.add("code"));
        table.setOnRead(usage::outdate);
    }

    /// The view of it. JavaFX thread.
    KeysView view() {
        return new KeysView(table, detail, usage, this, bench.messages, bench.times);
    }

    /// Opens the demo profile and waits for its keys.
    KeysPage open(ApiKey... keys) {
        return open(Samples.DEMO, keys);
    }

    KeysPage open(Profile profile, ApiKey... keys) {
        for (ApiKey key : keys) {
            bench.gateway.keys.put(key.id(), key);
        }
        table.open(profile, bench.provider);
        bench.settle();
        return this;
    }

    void refresh() {
        table.refresh();
        bench.settle();
    }

    List<String> names() {
        return table.rows().shown().stream().map(KeyRow::name).toList();
    }

    KeyRow row(String name) {
        return table.rows().shown().stream().filter(row -> row.name().equals(name)).findFirst().orElseThrow();
    }

    @Override
    public void commands() {
        asked.add("commands");
    }

    @Override
    public void create() {
        asked.add("create");
    }

    @Override
    public void edit(String id) {
        asked.add("edit " + id);
    }

    @Override
    public void disable(DisableQuestion question, Runnable act) {
        asked.add("disable " + question.name());
        act.run();
    }

    @Override
    public void revoke(String id) {
        asked.add("revoke " + id);
    }

    @Override
    public void changeCredential() {
        asked.add("credential");
    }

    @Override
    public void copyText(String text) {
        asked.add("copy " + text);
    }

    @Override
    public void openProfile() {
        asked.add("profile");
    }
}
