package dev.keyrack.cli;

import dev.keyrack.shared.result.Failure;

/// What the process ends with.
final class ExitCode {
    static final int DONE = 0;
    /// The check found something.
    static final int FOUND = 1;
    static final int USAGE = 2;
    static final int REFUSED = 3;
    static final int UNREACHABLE = 4;
    static final int NOT_FOUND = 5;
    static final int STORAGE = 6;
    static final int BUG = 70;
    /// Given up by the user, as shells count it: 128 and the number of SIGINT.
    static final int INTERRUPTED = 130;

    private ExitCode() {
    }

    /// The exit code for `failure`.
    static int of(Failure failure) {
        return switch (failure) {
            case Failure.InvalidInput _,Failure.Rejected _,Failure.AlreadyThere _,Failure.Unsupported _,Failure.NotArmed _,Failure.Declined _ ->
                USAGE;
            case Failure.SignInRefused _,Failure.SecondFactorNeeded _,Failure.SignInNeeded _,Failure.Refused _ ->
                REFUSED;
            case Failure.RateLimited _,Failure.Unreachable _,Failure.BadAnswer _ -> UNREACHABLE;
            case Failure.NotFound _,Failure.Ambiguous _ -> NOT_FOUND;
            case Failure.NoCredential _,Failure.StorageFailed _,Failure.KeychainFailed _,Failure.Locked _ -> STORAGE;
            case Failure.Fault _ -> BUG;
        };
    }
}
