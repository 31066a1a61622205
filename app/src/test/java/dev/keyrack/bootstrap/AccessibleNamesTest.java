package dev.keyrack.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyrack.credential.domain.ProfileService;
import dev.keyrack.fake.Bench;
import dev.keyrack.fake.FakeClipboard;
import dev.keyrack.fake.FakeGateway;
import dev.keyrack.fake.FakeKeychain;
import dev.keyrack.fake.FakeProfiles;
import dev.keyrack.fake.Samples;
import dev.keyrack.fake.TestWindow;
import dev.keyrack.incident.domain.Revoked;
import dev.keyrack.incident.ui.ProofView;
import dev.keyrack.incident.ui.ProofViewModel;
import dev.keyrack.incident.ui.RevokeView;
import dev.keyrack.incident.ui.RevokeViewModel;
import dev.keyrack.key.domain.ApiKey;
import dev.keyrack.key.domain.IssuedKey;
import dev.keyrack.key.ui.CreateKeyView;
import dev.keyrack.key.ui.CreateKeyViewModel;
import dev.keyrack.key.ui.DisableQuestion;
import dev.keyrack.key.ui.EditKeyView;
import dev.keyrack.key.ui.EditKeyViewModel;
import dev.keyrack.key.ui.KeyDetailViewModel;
import dev.keyrack.key.ui.KeyTableViewModel;
import dev.keyrack.key.ui.KeyUsageViewModel;
import dev.keyrack.key.ui.KeysActions;
import dev.keyrack.key.ui.KeysView;
import dev.keyrack.profile.domain.Environment;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.profile.ui.ArmView;
import dev.keyrack.profile.ui.CodeView;
import dev.keyrack.profile.ui.CodeViewModel;
import dev.keyrack.profile.ui.ConnectView;
import dev.keyrack.profile.ui.CredentialView;
import dev.keyrack.profile.ui.CredentialViewModel;
import dev.keyrack.profile.ui.CurrentProfile;
import dev.keyrack.profile.ui.InterlockViewModel;
import dev.keyrack.profile.ui.ProfileEditorViewModel;
import dev.keyrack.profile.ui.SettingsView;
import dev.keyrack.profile.ui.SettingsViewModel;
import dev.keyrack.profile.ui.SwitcherView;
import dev.keyrack.reveal.domain.ClipboardLease;
import dev.keyrack.reveal.domain.HandOver;
import dev.keyrack.reveal.domain.HandOverPlaces;
import dev.keyrack.reveal.domain.KeyringAnswer;
import dev.keyrack.reveal.ui.ClipboardViewModel;
import dev.keyrack.reveal.ui.RevealView;
import dev.keyrack.reveal.ui.RevealViewModel;
import dev.keyrack.shared.secret.Secret;
import dev.keyrack.shell.Section;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;
import org.testfx.framework.junit5.ApplicationExtension;

@DisplayName("Everything to press and to fill in has a name")
@Tag("ui")
@ExtendWith(ApplicationExtension.class)
class AccessibleNamesTest {
    private static final Profile PRODUCTION = Samples.profile("acme-prod", Environment.PRODUCTION);
    private static final ApiKey ONE = Samples.key("key_aaaaaa1", "robot", List.of("things:read")).build();
    private final Bench bench = new Bench();
    private final FakeProfiles repository = new FakeProfiles();
    private final ProfileService service = bench.profiles(repository, new FakeKeychain());
    private final KeyTableViewModel table = new KeyTableViewModel(bench.keys, bench.runner, bench.times,
            bench.messages, bench.status);
    private TestWindow window;

    @BeforeEach
    void openWindow() {
        bench.gateway.keys.put(ONE.id(), ONE);
        repository.save(PRODUCTION);
        window = TestWindow.open(bench, 1440, 900);
        window.act(() -> {
            table.open(PRODUCTION, bench.provider);
            bench.settle();
        });
    }

    @AfterEach
    void closeWindow() {
        window.close();
    }

    private void check() {
        List<Node> nodes = window.nodes();
        List<String> nameless = TestWindow.get(() -> nodes.stream().filter(AccessibleNamesTest::wantsAName)
                .filter(node -> isBlank(node.getAccessibleText()))
                .filter(node -> !(node instanceof ButtonBase button && !isBlank(button.getText())))
                .filter(node -> nodes.stream()
                        .noneMatch(label -> label instanceof Label name && node.equals(name.getLabelFor())))
                .map(Node::toString).toList());
        assertThat(nodes.stream().filter(AccessibleNamesTest::wantsAName)).isNotEmpty();
        assertThat(nameless).isEmpty();
    }

    private static boolean wantsAName(Node node) {
        return node instanceof ButtonBase || node instanceof TextInputControl || node instanceof TableView<?>
                || node instanceof ComboBoxBase<?>;
    }

    private static boolean isBlank(@org.jspecify.annotations.Nullable String text) {
        return text == null || text.isBlank();
    }

    @Test
    void inTheMainWindow() {
        CurrentProfile profiles = new CurrentProfile(service, Samples.catalog(bench.provider), bench.runner,
                bench.messages);
        window.act(() -> {
            KeyUsageViewModel usage = new KeyUsageViewModel(bench.keys, bench.runner, bench.times, table);
            KeyDetailViewModel detail = new KeyDetailViewModel(table, bench.keys, bench.runner, bench.times,
                    bench.messages);
            window.window.setSections(new SwitcherView(profiles, () -> {
            }, () -> {
            }, bench.messages), List.of(new Section("keys", "Keys", BootstrapIcons.KEY, table.totalProperty(),
                    new KeysView(table, detail, usage, new NoActions(), bench.messages, bench.times))));
            window.window.showSections();
            profiles.load(Optional.empty(), _ -> {
            });
            bench.settle();
            table.changed(PRODUCTION, ONE.id().value());
            bench.settle();
        });
        assertThat(window.shows("key-detail")).isTrue();
        check();
    }

    @Test
    void inTheDialogsForKeys() {
        window.act(() -> CreateKeyView.open(new CreateKeyViewModel(table, bench.keys, bench.runner, bench.times,
                bench.messages, IssuedKey::close), window.dialogs(), bench.messages));
        check();
        window.act(() -> EditKeyView.open(new EditKeyViewModel(table.find(ONE.id().value()).orElseThrow(), table,
                bench.keys, bench.runner, bench.times, bench.messages), window.dialogs(), bench.messages));
        check();
    }

    @Test
    void inTheReveal() {
        HandOverPlaces none = new HandOverPlaces() {
            @Override
            public HandOver file(String path) {
                throw new AssertionError(path);
            }

            @Override
            public HandOver env(String path, String name) {
                throw new AssertionError(path);
            }

            @Override
            public HandOver command(String commandLine) {
                throw new AssertionError(commandLine);
            }

            @Override
            public HandOver keyring(String name) {
                throw new AssertionError(name);
            }

            @Override
            public KeyringAnswer askKeyring() {
                return new KeyringAnswer("Secret Service", Duration.ZERO, Optional.empty());
            }
        };
        try (Secret secret = Secret.wrap(FakeGateway.VALUE.getBytes(StandardCharsets.UTF_8))) {
            RevealViewModel viewModel = new RevealViewModel(PRODUCTION, bench.provider, new IssuedKey(ONE, secret),
                    new RevealViewModel.Parts(bench.keys, new ClipboardViewModel(
                            new ClipboardLease(new FakeClipboard(), bench.clock), bench.status, bench.times,
                            bench.messages), none, bench.runner, List.of()),
                    bench.times, bench.messages);
            window.act(() -> RevealView.open(viewModel, bench.status, window.dialogs(), bench.messages,
                    new RevealView.Exit() {
                        @Override
                        public void done() {
                            // nothing follows
                        }

                        @Override
                        public void revoke(Secret value) {
                            value.close();
                        }
                    }));
            check();
            window.press("reveal-command");
            check();
            window.settle();
            window.press("reveal-keyring");
            check();
        }
    }

    @Test
    void inTheDialogsForTheEndOfAKey() {
        window.act(() -> RevokeView.open(new RevokeViewModel(PRODUCTION, bench.provider, Samples.seen(ONE),
                new RevokeViewModel.Parts(bench.revocation, bench.proof, bench.keys, bench.runner, _ -> {
                }, (_, _) -> {
                }), bench.times, bench.messages), window.dialogs(), bench.messages));
        window.press("revoke-paste");
        check();
        window.act(() -> ProofView.open(new ProofViewModel(PRODUCTION, bench.provider, Samples.seen(ONE),
                new Revoked(Samples.NOW, FakeGateway.call(204)),
                new ProofViewModel.Parts(bench.proof, bench.times, bench.messages, () -> {
                })), window.dialogs(), bench.messages, () -> {
                }));
        check();
    }

    @Test
    void inTheDialogThatArmsAndInTheBand() {
        InterlockViewModel interlock = new InterlockViewModel(bench.interlock, bench.runner, bench.times,
                bench.messages, bench.status);
        window.act(() -> {
            interlock.show(Optional.of(PRODUCTION));
            ArmView.open(interlock, window.dialogs(), bench.messages, true, () -> {
            });
        });
        check();
        window.type("arm-name", PRODUCTION.name().value());
        window.press("arm-act");
        check();
    }

    @Test
    void inTheDialogsForProfiles() {
        window.act(() -> ConnectView.open(
                new ProfileEditorViewModel(Optional.empty(), bench.editing(service, new FakeKeychain())),
                window.dialogs(), _ -> {
                }));
        check();
        window.act(() -> CredentialView.open(new CredentialViewModel(PRODUCTION, service, bench.runner,
                bench.messages, () -> {
                }), "Password", window.dialogs(), bench.messages));
        check();
        window.act(() -> CodeView.open(new CodeViewModel(PRODUCTION, bench.keys, bench.runner, bench.messages, () -> {
        }), window.dialogs(), bench.messages));
        check();
    }

    @Test
    void inTheSettings() {
        CurrentProfile profiles = new CurrentProfile(service, Samples.catalog(bench.provider), bench.runner,
                bench.messages);
        window.act(() -> {
            window.page(new SettingsView(
                    new SettingsViewModel(profiles, bench.editing(service, new FakeKeychain())), window.dialogs(),
                    new SettingsView.Exits(() -> {
                    }, () -> {
                    }, _ -> {
                    }), new Region()));
            profiles.load(Optional.empty(), _ -> {
            });
            bench.settle();
        });
        check();
        window.press("profile-sign-in-change");
        window.press("profile-place-named");
        check();
    }

    private static final class NoActions implements KeysActions {
        @Override
        public void commands() {
            throw new AssertionError();
        }

        @Override
        public void create() {
            throw new AssertionError();
        }

        @Override
        public void edit(String id) {
            throw new AssertionError(id);
        }

        @Override
        public void disable(DisableQuestion question, Runnable act) {
            throw new AssertionError(question);
        }

        @Override
        public void revoke(String id) {
            throw new AssertionError(id);
        }

        @Override
        public void changeCredential() {
            throw new AssertionError();
        }

        @Override
        public void copyText(String text) {
            throw new AssertionError(text);
        }

        @Override
        public void openProfile() {
            throw new AssertionError();
        }
    }
}
