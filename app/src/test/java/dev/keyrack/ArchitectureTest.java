package dev.keyrack;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.Timer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Who may import whom. `docs/architecture.md` says it in words; `config/seed-violations.sh` breaks each rule once.
@AnalyzeClasses(packages = "dev.keyrack", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] JSON = {"tools.jackson..", "com.fasterxml.jackson..", "com.dashjoin..",
            "com.networknt.."};
    private static final String[] HTTP = {"java.net.http..", "io.helidon..", "com.sun.net.httpserver.."};
    private static final String[] SQL = {"java.sql..", "javax.sql..", "org.sqlite.."};
    private static final String[] FILES = {"java.nio.file..", "java.nio.channels.."};
    private static final String[] STARTERS = {"dev.keyrack.bootstrap..", "dev.keyrack.cli..", "dev.keyrack.tour.."};
    private static final Pattern SYSTEM_NAME = Pattern.compile("(?i)cloudheed|migma|migrateclouds|miqey");

    @ArchTest
    static final ArchRule domainKnowsNoToolkitDatabaseNetworkJsonOrFile = noClasses().that()
            .resideInAPackage("dev.keyrack..domain..").should()
            .dependOnClassesThat(resideInAnyPackage("javafx..", "dev.keyrack..data..", "dev.keyrack..ui..")
                    .or(resideInAnyPackage(JSON)).or(resideInAnyPackage(HTTP)).or(resideInAnyPackage(SQL))
                    .or(resideInAnyPackage(FILES)).or(describe("are files of java.io",
                            type -> type.getPackageName().equals("java.io") && type.getSimpleName().contains("File"))))
            .because("rules must be testable without a toolkit, a network or a file").allowEmptyShould(true);

    @ArchTest
    static final ArchRule dataKnowsNoToolkit = noClasses().that().resideInAPackage("dev.keyrack..data..").should()
            .dependOnClassesThat(resideInAnyPackage("javafx..", "dev.keyrack..ui..")).allowEmptyShould(true);

    @ArchTest
    static final ArchRule jsonHasItsHomes = noClasses().that(not(resideInAnyPackage("dev.keyrack.provider.engine..",
            "dev.keyrack.authority..", "dev.keyrack..data..", "dev.keyrack.cli..", "dev.keyrack.tour.."))).should()
            .dependOnClassesThat(resideInAnyPackage(JSON)).allowEmptyShould(true);

    @ArchTest
    static final ArchRule httpHasItsHomes = noClasses().that(not(resideInAnyPackage("dev.keyrack.provider.engine..",
            "dev.keyrack.authority..", "dev.keyrack..data..", "dev.keyrack.tour.."))).should()
            .dependOnClassesThat(resideInAnyPackage(HTTP)).allowEmptyShould(true);

    @ArchTest
    static final ArchRule databaseHasItsHomes = noClasses()
            .that(not(resideInAnyPackage("dev.keyrack..data..", "dev.keyrack.shared.sql..",
                    "dev.keyrack.authority.store..")))
            .should().dependOnClassesThat(resideInAnyPackage(SQL)).allowEmptyShould(true);

    @ArchTest
    static final ArchRule viewModelsKnowNoControls = noClasses().that().haveNameMatching(".*ViewModel(\\$.*)?")
            .should().dependOnClassesThat(resideInAnyPackage("javafx.scene..", "javafx.stage..", "javafx.fxml..")
                    .or(describe("are views", type -> type.getSimpleName().endsWith("View"))))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule viewsKnowTheirViewModelAlone = noClasses().that()
            .haveNameMatching("dev\\.keyrack\\.(\\w+\\.ui|shell)\\..*View(\\$.*)?").should()
            .dependOnClassesThat(resideInAnyPackage("dev.keyrack..domain..", "dev.keyrack..data..",
                    "dev.keyrack.provider.engine.."))
            .because("a view lays out and binds; what it shows is worded before").allowEmptyShould(true);

    @ArchTest
    static final ArchRule featuresMeetInTheirDomains = slices().matching("dev.keyrack.(*).ui..").should()
            .notDependOnEachOther().allowEmptyShould(true);

    @ArchTest
    static final ArchRule shellSeesNoFeatureFromInside = noClasses().that().resideInAPackage("dev.keyrack.shell..")
            .should()
            .dependOnClassesThat(describe("are a feature's ui or data",
                    type -> type.getPackageName().matches("dev\\.keyrack\\.(?!shell\\b)\\w+\\.(ui|data)(\\..*)?")))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule authoritySeesOnlyWhatIsShared = noClasses().that()
            .resideInAPackage("dev.keyrack.authority..").should()
            .dependOnClassesThat(resideInAnyPackage("dev.keyrack..")
                    .and(not(resideInAnyPackage("dev.keyrack.authority..", "dev.keyrack.shared.."))))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule onlyStartersSeeTheAuthority = noClasses()
            .that(not(resideInAnyPackage("dev.keyrack.authority..")).and(not(resideInAnyPackage(STARTERS)))).should()
            .dependOnClassesThat().resideInAPackage("dev.keyrack.authority..")
            .because("the client learns about it over HTTP alone, like any provider").allowEmptyShould(true);

    @ArchTest
    static final ArchRule onlyStartersSeeTheCompositionRoot = noClasses()
            .that(not(resideInAnyPackage(STARTERS)).and(not(describe("are Keyrack",
                    type -> type.isEquivalentTo(Keyrack.class)))))
            .should().dependOnClassesThat().resideInAPackage("dev.keyrack.bootstrap..").allowEmptyShould(true);

    @ArchTest
    static final ArchRule sharedSeesNoFeature = noClasses().that().resideInAPackage("dev.keyrack.shared..").should()
            .dependOnClassesThat(
                    resideInAnyPackage("dev.keyrack..").and(not(resideInAnyPackage("dev.keyrack.shared.."))))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule packagesFormNoCycle = slices().matching("dev.keyrack.(**)").should().beFreeOfCycles()
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule noSecretIsKeptAsText = fields().that()
            .haveNameMatching("(?i).*(secret|password|passphrase).*")
            .and().areDeclaredInClassesThat().resideInAPackage("dev.keyrack..").should(holdNoText())
            .because("text cannot be wiped; use shared.secret.Secret").allowEmptyShould(true);

    @ArchTest
    static final ArchRule clipboardHasOneHome = noClasses().that().resideOutsideOfPackage("dev.keyrack.reveal.ui..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("java.awt.datatransfer..")
                    .or(describe("are JavaFX's clipboard",
                            type -> type.getName().startsWith("javafx.scene.input.Clipboard"))))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule threadsHaveTheirHomes = noClasses()
            .that(not(resideInAnyPackage("dev.keyrack.shared.task..", "dev.keyrack.authority..",
                    "dev.keyrack.bootstrap..", "dev.keyrack.credential.data..", "dev.keyrack.cli..",
                    "dev.keyrack.tour..")))
            .should().accessTargetWhere(startsThreads()).because("work goes through BackgroundRunner")
            .allowEmptyShould(true);

    @ArchTest
    static void noSystemIsNamedOutsideTheAuthority(JavaClasses all) throws IOException {
        assertThat(all).as("classes of the program").isNotEmpty();
        List<String> found = new ArrayList<>();
        Path sources = Path.of("src/main/java");
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                boolean isAuthority = file.startsWith(sources.resolve("dev/keyrack/authority"));
                if (!isAuthority && SYSTEM_NAME.matcher(file.getFileName() + Files.readString(file)).find()) {
                    found.add(file.toString());
                }
            }
        }
        assertThat(found).as("sources that name a system; what is special about one belongs in its descriptor")
                .isEmpty();
    }

    private static DescribedPredicate<JavaAccess<?>> startsThreads() {
        Set<String> ways = Set.of("ofVirtual", "ofPlatform", "startVirtualThread", "start", "supplyAsync", "runAsync",
                "commonPool");
        return DescribedPredicate.describe("starts threads", access -> {
            AccessTarget target = access.getTarget();
            JavaClass owner = target.getOwner();
            boolean isThreadLike = Stream
                    .of(Thread.class, ThreadPoolExecutor.class, Timer.class, ForkJoinPool.class,
                            CompletableFuture.class)
                    .anyMatch(owner::isAssignableTo);
            boolean makesOne = target.getName().equals("<init>") && !owner.isAssignableTo(CompletableFuture.class);
            return owner.isEquivalentTo(Executors.class)
                    || (isThreadLike && (makesOne || ways.contains(target.getName())))
                    || target.getName().equals("parallelStream");
        });
    }

    private static ArchCondition<JavaField> holdNoText() {
        return new ArchCondition<>("hold no text") {
            @Override
            public void check(JavaField field, ConditionEvents events) {
                // a constant is a word of the program, such as the name of an option
                boolean isConstant = field.getModifiers().containsAll(Set.of(JavaModifier.STATIC, JavaModifier.FINAL));
                boolean holdsText = field.getType().getAllInvolvedRawTypes().stream()
                        .anyMatch(type -> type.isAssignableTo(CharSequence.class)
                                || type.getName().matches("javafx\\.beans\\..*String.*"));
                if (!isConstant && holdsText) {
                    events.add(SimpleConditionEvent.violated(field, field.getFullName() + " holds text"));
                }
            }
        };
    }
}
