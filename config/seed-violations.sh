#!/bin/bash
# Shows that every gate of the build can fail: seeds one violation per gate into a throw-away copy of the tree, builds
# it, and prints which were caught. Exit code 1 if one was not. Needs the Maven repository to be filled (mvn verify).
#
#   config/seed-violations.sh            all gates, some two minutes on two cores
#   config/seed-violations.sh tests      one group: jdk, format, compile or tests
set -u
root=$(cd "$(dirname "$0")/.." && pwd)
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
(cd "$root" && git ls-files -co --exclude-standard -z | tar --null -cf - -T - 2>/dev/null) | tar -xf - -C "$copy"
sources=$copy/app/src/main/java/dev/keyrack
texts=$copy/app/src/main/resources/dev/keyrack/shared/texts.properties
log=$copy/log.txt
missed=0

row() { # gate, what was seeded, 0 if caught
    local verdict=caught
    if [ "$3" != 0 ]; then
        verdict='NOT CAUGHT'
        missed=1
    fi
    printf '| %s | %s | %s |\n' "$1" "$2" "$verdict"
}

build() { (cd "$copy" && mvn -o -B -Dstyle.color=never "$@") >"$log" 2>&1; }

# gate, what was seeded, text that the failing build prints, Maven arguments
expect() {
    local gate=$1 seeded=$2 text=$3
    shift 3
    if ! build "$@" && grep -qF -- "$text" "$log"; then
        row "$gate" "$seeded" 0
    else
        row "$gate" "$seeded" 1
        tail -20 "$log" >&2
    fi
}

compile() { # gate, what was seeded, text that the compiler prints; the class is on standard input
    cat >"$sources/shared/Seed.java"
    expect "$1" "$2" "$3" compile -pl app -Dspotless.check.skip=true
    rm "$sources/shared/Seed.java"
}

seed() { # package, class, members: a documented class
    local folder=$sources/${1//.//}
    mkdir -p "$folder"
    printf 'package dev.keyrack.%s;\n\n/// Breaks a rule.\npublic final class %s {\n    private %s() {}\n    %s\n}\n' \
        "$1" "$2" "$2" "$3" >"$folder/$2.java"
}

fails() { # gate, what was seeded, test class, test
    grep -s -A1 "<testcase name=\"$4\"" "$copy/app/target/surefire-reports/TEST-dev.keyrack.$3.xml" |
        grep -Eq '<(failure|error)'
    row "$1" "$2" $?
}

jdk() {
    expect 'JDK by toolchain' 'a JDK that is not there' 'Keyrack needs a JDK 25' validate '-Dkeyrack.jdk=[31,32)'
}

format() {
    printf 'package dev.keyrack.shared;\nfinal class Seed{int  x( ){return 1;}}\n' >"$sources/shared/Seed.java"
    expect 'formatter' 'a line that it would write otherwise' 'format violations' process-sources -pl app
    rm "$sources/shared/Seed.java"
}

compilers() {
    compile 'javac -Xlint:all' 'a raw type' '[rawtypes]' <<'J'
package dev.keyrack.shared;
final class Seed { static java.util.List seed() { return java.util.List.of(); } }
J
    compile 'javac -Xdoclint' 'a link to nowhere' 'reference not found' <<'J'
package dev.keyrack.shared;
/// See [Nowhere].
final class Seed { }
J
    compile 'Error Prone, error' 'an exception that is not thrown' '[DeadException]' <<'J'
package dev.keyrack.shared;
final class Seed { static void seed() { new IllegalStateException("seed"); } }
J
    compile 'Error Prone, warning' '`and` and `or` without parentheses' '[OperatorPrecedence]' <<'J'
package dev.keyrack.shared;
final class Seed { static boolean seed(boolean a, boolean b, boolean c) { return a || b && c; } }
J
    compile 'RemoveUnusedImports' 'an import that nobody uses' '[RemoveUnusedImports]' <<'J'
package dev.keyrack.shared;
import java.util.List;
final class Seed { }
J
    compile 'NullAway' 'null for a String' '[NullAway]' <<'J'
package dev.keyrack.shared;
final class Seed { static String seed() { return null; } }
J
}

seed_classes() {
    seed key.domain SeedDomain 'static Object seed() { return java.nio.file.Path.of("seed"); }'
    seed key.data SeedData 'static Object seed() { return new javafx.beans.property.SimpleIntegerProperty(); }'
    seed key.ui SeedJson 'static Object seed() { return tools.jackson.databind.json.JsonMapper.builder(); }'
    seed key.ui SeedHttp 'static Object seed() { return java.net.http.HttpClient.newBuilder(); }'
    seed key.ui SeedSql 'static Object seed() { return new java.sql.SQLException("seed"); }'
    seed key.ui SeedViewModel 'static Object seed() { return new javafx.scene.Group(); }'
    seed key.ui SeedView 'static Object seed() { return new dev.keyrack.key.domain.KeyId("seed"); }'
    seed usage.ui SeedMeets 'static Object seed() { return dev.keyrack.key.ui.SeedView.class; }'
    seed shell SeedShell 'static Object seed() { return dev.keyrack.key.ui.SeedView.class; }'
    seed authority SeedAuthority 'static Object seed() { return new dev.keyrack.key.domain.KeyId("seed"); }'
    seed key.ui SeedSeesAuthority 'static Object seed() { return dev.keyrack.authority.SeedAuthority.class; }'
    seed bootstrap SeedRoot ''
    seed key.ui SeedSeesRoot 'static Object seed() { return dev.keyrack.bootstrap.SeedRoot.class; }'
    seed shared SeedShared 'static Object seed() { return new dev.keyrack.key.domain.KeyId("seed"); }'
    seed seed.one SeedOne 'static Object seed() { return dev.keyrack.seed.two.SeedTwo.class; }'
    seed seed.two SeedTwo 'static Object seed() { return dev.keyrack.seed.one.SeedOne.class; }'
    seed key.domain SeedText 'String adminPassword = "";'
    seed key.ui SeedClipboard 'static Object seed() { return new javafx.scene.input.ClipboardContent(); }'
    seed key.ui SeedThread 'static Object seed() { return Thread.ofVirtual(); }'
    seed key.ui SeedName '// Cloudheed'
}

seed_texts() {
    cat >"$sources/key/ui/SeedTexts.java" <<'J'
package dev.keyrack.key.ui;

import dev.keyrack.shared.i18n.Messages;

final class SeedTexts {
    private SeedTexts() {}

    static String seed(Messages messages, String key) {
        return messages.get("key.seed.missing") + messages.get(key) + messages.get("usage.seed.foreign")
                + messages.get("shared.failure.status");
    }
}
J
    cat >>"$texts" <<'T'
shared.seed.unused=Nobody asks for this.
shared.seed.twice=Twice.
shared.seed.twice=Twice.
shared.seed.broken=Open {0
shared.seed.apostrophe=It's open.
# no word about it
shared.seed.unexplained=Shows {0}.
T
    mkdir -p "$copy/app/src/test/java/dev/keyrack"
    cat >"$copy/app/src/test/java/dev/keyrack/SeedTest.java" <<'J'
package dev.keyrack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SeedTest {
    @Test
    void fails() {
        assertThat(1).isEqualTo(2);
    }
}
J
}

tests() {
    seed_classes
    seed_texts
    expect 'surefire' 'a test that fails' 'BUILD FAILURE' test -pl app -Dspotless.check.skip=true \
        -Dtest=ArchitectureTest,TextsTest,SeedTest
    fails 'JUnit' 'a test that fails' SeedTest fails
    local arch=ArchitectureTest
    fails 'domain is pure' 'a file in `key.domain`' $arch domainKnowsNoToolkitDatabaseNetworkJsonOrFile
    fails 'data has no toolkit' 'JavaFX in `key.data`' $arch dataKnowsNoToolkit
    fails 'homes of JSON' 'Jackson in `key.ui`' $arch jsonHasItsHomes
    fails 'homes of HTTP' 'HttpClient in `key.ui`' $arch httpHasItsHomes
    fails 'homes of SQL' '`java.sql` in `key.ui`' $arch databaseHasItsHomes
    fails 'ViewModels have no controls' '`javafx.scene` in a ViewModel' $arch viewModelsKnowNoControls
    fails 'Views know their ViewModel' 'a domain type in a View' $arch viewsKnowTheirViewModelAlone
    fails 'features meet in domains' '`usage.ui` sees `key.ui`' $arch featuresMeetInTheirDomains
    fails 'shell stays outside' '`shell` sees `key.ui`' $arch shellSeesNoFeatureFromInside
    fails 'authority stands alone' '`authority` sees `key.domain`' $arch authoritySeesOnlyWhatIsShared
    fails 'nobody sees the authority' '`key.ui` sees `authority`' $arch onlyStartersSeeTheAuthority
    fails 'nobody sees bootstrap' '`key.ui` sees `bootstrap`' $arch onlyStartersSeeTheCompositionRoot
    fails 'shared has no feature' '`shared` sees `key.domain`' $arch sharedSeesNoFeature
    fails 'no cycles' 'two packages that see each other' $arch packagesFormNoCycle
    fails 'no secret as text' 'a String called `adminPassword`' $arch noSecretIsKeptAsText
    fails 'home of the clipboard' 'ClipboardContent in `key.ui`' $arch clipboardHasOneHome
    fails 'homes of threads' 'a virtual thread in `key.ui`' $arch threadsHaveTheirHomes
    fails 'no system named' "a system's name in a comment" $arch noSystemIsNamedOutsideTheAuthority
    fails 'texts exist' 'a key that no bundle has' TextsTest everyTextThatIsAskedForExists
    fails 'texts are used' 'a text that nobody asks for' TextsTest everyTextIsAskedForSomewhere
    fails 'keys are literal' 'a key in a variable' TextsTest everyKeyIsLiteralWhereItIsAskedFor
    fails 'texts of one feature' "another feature's key" TextsTest featuresUseTheirOwnTextsAndTheSharedOnes
    fails 'texts parse' 'an open brace' TextsTest everyTextIsAMessageFormat
    fails 'apostrophes' 'a single one' TextsTest apostrophesAreDoubled
    fails 'arguments fit' 'one too few' TextsTest eachTextGetsAsManyArgumentsAsItHasPlaceholders
    fails 'placeholders explained' 'one without a comment' TextsTest eachPlaceholderIsExplainedByTheCommentAbove
    fails 'keys are unique' 'a key twice' TextsTest noKeyStandsTwice
}

echo '| gate | seeded | |'
echo '|---|---|---|'
case ${1:-all} in
    jdk) jdk ;;
    format) format ;;
    compile) compilers ;;
    tests) tests ;;
    all) jdk; format; compilers; tests ;;
    *) echo "usage: $0 [jdk|format|compile|tests]" >&2; exit 2 ;;
esac
exit $missed
