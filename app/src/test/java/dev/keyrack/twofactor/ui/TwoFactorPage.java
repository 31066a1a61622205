package dev.keyrack.twofactor.ui;

import dev.keyrack.fake.Bench;
import dev.keyrack.fake.FakeKeychain;
import dev.keyrack.fake.Samples;
import dev.keyrack.fake.TestWindow;
import dev.keyrack.profile.domain.Environment;
import dev.keyrack.profile.domain.Profile;
import dev.keyrack.provider.domain.AccountTwoFactor;
import dev.keyrack.provider.domain.Provider;
import dev.keyrack.reveal.data.HandOvers;
import dev.keyrack.reveal.domain.HandOver;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shell.Section;
import dev.keyrack.twofactor.data.QrPictures;
import dev.keyrack.twofactor.domain.CodePlaces;
import dev.keyrack.twofactor.domain.TwoFactorService;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.SimpleStringProperty;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// The page about the second factor on fakes: its model, and its view in the real window beside another section.
final class TwoFactorPage implements AutoCloseable {
    final Bench bench;
    final FakeKeychain keychain = new FakeKeychain();
    final FakeKeychain keyring = new FakeKeychain();
    final TwoFactorService service;
    final List<String> copied = new ArrayList<>();
    final List<String> asked = new ArrayList<>();
    final TwoFactorViewModel viewModel;
    boolean isArmed = true;
    boolean hasPrinter;
    private Optional<TestWindow> window = Optional.empty();

    TwoFactorPage() {
        this(Samples.provider());
    }

    TwoFactorPage(Provider provider) {
        bench = new Bench(provider);
        service = new TwoFactorService(bench.gateways, keychain, bench.journal, Samples.catalog(provider),
                bench.clock);
        viewModel = new TwoFactorViewModel(new TwoFactorViewModel.Parts(service, bench.runner, act -> {
            if (isArmed) {
                act.run();
            } else {
                asked.add("arm");
            }
        }, secret -> copied.add(secret.reveal()), places(),
                new QrPictures(bench.messages), () -> hasPrinter,
                () -> asked.add("code"), bench.times, bench.messages));
    }

    private CodePlaces places() {
        HandOvers all = new HandOvers(() -> keyring, new ByteArrayOutputStream(), bench.messages);
        return new CodePlaces() {
            @Override
            public HandOver file(String path) {
                return place("file:" + path);
            }

            @Override
            public HandOver keyring(String name) {
                return place("keyring:" + name);
            }

            private HandOver place(String target) {
                return switch (all.parse(target, "")) {
                    case Outcome.Ok<Optional<HandOver>>(var place) -> place.orElseThrow();
                    case Outcome.Failed<Optional<HandOver>>(var why) -> throw new AssertionError(why);
                };
            }
        };
    }

    /// Opens the profile without a window, as if the page were on screen.
    TwoFactorPage open(Profile profile) {
        viewModel.visible(true);
        viewModel.open(profile, bench.provider);
        bench.settle();
        return this;
    }

    TwoFactorPage open() {
        return open(Samples.DEMO);
    }

    /// Begins an enrolment.
    EnrolmentViewModel begin() {
        viewModel.begin();
        bench.settle();
        return viewModel.enrolment().orElseThrow();
    }

    /// Proves the key with a code.
    void prove(String code) {
        EnrolmentViewModel enrolment = viewModel.enrolment().orElseThrow();
        enrolment.type(code);
        enrolment.send();
        bench.settle();
    }

    AccountTwoFactor.Status status() {
        return switch (service.status(Samples.DEMO)) {
            case Outcome.Ok<AccountTwoFactor.Status>(var status) -> status;
            case Outcome.Failed<AccountTwoFactor.Status>(var why) -> throw new AssertionError(why);
        };
    }

    /// Shows the page in a window.
    TestWindow show(double width, double height) {
        TestWindow shown = TestWindow.open(bench, width, height);
        window = Optional.of(shown);
        shown.act(() -> {
            shown.window.setSections(new Region(), List.of(
                    new Section("twofactor", "Two-factor", BootstrapIcons.SHIELD_LOCK, new SimpleStringProperty(""),
                            new TwoFactorView(viewModel, shown.dialogs(), bench.messages)),
                    new Section("other", "Other", BootstrapIcons.GEAR, new SimpleStringProperty(""),
                            new Label("elsewhere"))));
            shown.window.setOnLeave(viewModel::leave);
            shown.window.showSections();
            viewModel.open(Samples.profile("fakery-dev", Environment.DEVELOPMENT), bench.provider);
            bench.settle();
        });
        return shown;
    }

    @Override
    public void close() {
        window.ifPresent(TestWindow::close);
    }
}
