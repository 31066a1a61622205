package dev.keyrack.cli;

import dev.keyrack.profile.domain.Profile;
import dev.keyrack.shared.result.Call;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

@CommandLine.Command(name = "test", description = "Tries a profile's connection and credential.")
final class ProfileTestCommand extends Command {
    @Parameters(paramLabel = "NAME", description = "The profile.")
    private String name = "";

    ProfileTestCommand(Session session) {
        super(session);
    }

    @Override
    Outcome<Integer> run() {
        return session().profile(name).then(profile -> answer(profile).map(call -> {
            print(profile, call);
            return ExitCode.DONE;
        }));
    }

    /// Names the call that was tried, too.
    @Override
    int report(Failure failure) {
        return session().problems().reportCall(failure, session().format());
    }

    private Outcome<Call> answer(Profile profile) {
        return session().withCode(profile, () -> services().keys().test(profile));
    }

    private void print(Profile profile, Call call) {
        String status = call.status().isPresent() ? Integer.toString(call.status().getAsInt()) : "";
        long millis = call.took().toMillis();
        switch (session().format()) {
            case JSON -> session().json().object(json -> json.text("name", profile.name().value())
                    .text("method", call.method()).text("path", call.path())
                    .text("at", Optional.of(call.at().toString())).number("status", call.status().orElse(0))
                    .number("millis", millis));
            case CSV -> {
                session().print("name,method,path,status,millis");
                session().print(Csv.line(List.of(profile.name().value(), call.method(), call.path(), status,
                        Long.toString(millis))));
            }
            case TABLE -> session().print(Printable.clean(messages().get("cli.profile.answers",
                    profile.name().value(), call.method(), call.path(), status, Long.toString(millis))));
        }
    }
}
