package dev.keyrack.bootstrap;

import dev.keyrack.key.domain.SeenKey;
import dev.keyrack.key.ui.KeyTableViewModel;
import dev.keyrack.key.ui.KeysActions;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.profile.ui.CurrentProfile;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shell.InterlockModel;
import dev.keyrack.shell.PaletteViewModel.Entry;
import dev.keyrack.shell.PaletteViewModel.Group;
import dev.keyrack.shell.control.EnvironmentLook;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// What the command palette offers: commands, profiles, keys of the open profile.
record PaletteEntries(KeyTableViewModel table, KeysActions actions, CurrentProfile profiles, Messages messages,
        InterlockModel.State interlock, Runnable arm, Runnable disarm, Runnable connect, Runnable clearClipboard,
        Runnable lock, Runnable showKeys, Runnable settings) {

    List<Entry> all() {
        List<Entry> all = new ArrayList<>();
        selected().ifPresent(key -> addForKey(all, key));
        all.add(command(BootstrapIcons.PLUS, messages.get("bootstrap.palette.new"), "Ctrl N", actions::create));
        all.add(command(BootstrapIcons.ARROW_CLOCKWISE, messages.get("bootstrap.palette.refresh"), "F5",
                table::refresh));
        addInterlock(all);
        all.add(command(BootstrapIcons.CLIPBOARD, messages.get("bootstrap.palette.clear"), "Ctrl Shift C",
                clearClipboard));
        all.add(command(BootstrapIcons.LOCK, messages.get("bootstrap.palette.lock"), "Ctrl L", lock));
        all.add(command(BootstrapIcons.PLUG, messages.get("bootstrap.palette.connect"), "", connect));
        all.add(command(BootstrapIcons.GEAR, messages.get("bootstrap.palette.settings"), "Ctrl ,", settings));
        List<Profile> known = profiles.all();
        for (int i = 0; i < known.size(); i++) {
            int index = i;
            all.add(new Entry(Group.PROFILES, BootstrapIcons.ARROW_LEFT_RIGHT,
                    messages.get("bootstrap.palette.switch", known.get(i).name()), "",
                    Optional.of(EnvironmentLook.of(known.get(i).environment())), i < 9 ? "Ctrl " + (i + 1) : "",
                    () -> profiles.open(index)));
        }
        table.keys().stream().sorted(Comparator.comparing(seen -> seen.key().name()))
                .forEach(seen -> all.add(key(seen)));
        return all;
    }

    private void addForKey(List<Entry> all, SeenKey seen) {
        String id = seen.key().id().value();
        all.add(new Entry(Group.COMMANDS, BootstrapIcons.X_OCTAGON,
                messages.get("bootstrap.palette.revoke", seen.key().name()),
                messages.get("bootstrap.palette.revoke.rest"), look(), "Del", () -> actions.revoke(id)));
        all.add(new Entry(Group.COMMANDS, BootstrapIcons.PENCIL_SQUARE,
                messages.get("bootstrap.palette.edit", seen.key().name()), "", look(), "", () -> actions.edit(id)));
    }

    private void addInterlock(List<Entry> all) {
        String profile = table.profile().map(open -> open.name().value()).orElse("");
        switch (interlock) {
            case READ_ONLY -> all.add(new Entry(Group.COMMANDS, BootstrapIcons.UNLOCK,
                    messages.get("bootstrap.palette.arm", profile), messages.get("bootstrap.palette.arm.rest"), look(),
                    "Ctrl Shift A", arm));
            case ARMED -> all.add(new Entry(Group.COMMANDS, BootstrapIcons.LOCK,
                    messages.get("bootstrap.palette.disarm", profile), "", look(), "Ctrl Shift D", disarm));
            case NONE -> {
                // nothing to arm
            }
        }
    }

    private Entry command(BootstrapIcons icon, String title, String keys, Runnable action) {
        return new Entry(Group.COMMANDS, icon, title, "", Optional.empty(), keys, action);
    }

    private Entry key(SeenKey seen) {
        return new Entry(Group.KEYS, BootstrapIcons.KEY, seen.key().name(), seen.key().hint().text(), look(), "",
                () -> {
                    showKeys.run();
                    table.select(seen.key().id().value());
                });
    }

    private Optional<SeenKey> selected() {
        return table.selected();
    }

    private Optional<EnvironmentLook> look() {
        return table.profile().map(Profile::environment).map(EnvironmentLook::of);
    }
}
