// swift-tools-version: 6.2
import PackageDescription

// MARK: Sections
// One row a chapter: the folder, and the modules of its sections by number. A section has its
// folder under Exercises, Solutions and Tests/Sections. A test holds these rows against the course,
// and `grade new` adds to them.

let chapters: [(folder: String, sections: [Int: String])] = [
  (
    "1-FirstSteps",
    [
      1: "CreatingTensors",
      2: "JoiningAndReshaping",
      3: "ComputationGraphs",
      4: "StoppingGradients",
    ]
  ),
  (
    "2-BuildingBlocks",
    [
      1: "AffineMaps",
      2: "NonLinearities",
      3: "Softmax",
      4: "ObjectiveFunctions",
      5: "GradientDescent",
      6: "BagOfWords",
    ]
  ),
  (
    "3-WordsAsVectors",
    [
      1: "WordEmbeddings",
      2: "NGramLanguageModel",
      3: "ContinuousBagOfWords",
    ]
  ),
  (
    "4-Framework",
    [
      1: "TensorTypes",
      2: "TensorCreation",
      3: "ArrayBridge",
      4: "Indexing",
      5: "TypeConversion",
      6: "TensorOperations",
      7: "Devices",
      8: "Differentiation",
      9: "Autograd",
      10: "Modules",
      11: "SequentialModels",
      12: "LossFunctions",
      13: "Optimizers",
      14: "SineRegression",
      15: "Reproducibility",
      16: "YourFramework",
    ]
  ),
  (
    "5-LayerByLayer",
    [
      1: "ForwardPass",
      2: "BatchedInput",
      3: "Containers",
      4: "BackwardPass",
      5: "ModuleInternals",
      6: "ParameterModules",
      7: "TransferFunctions",
      8: "TableLayers",
      9: "Criteria",
      10: "TrainingLoops",
      11: "CommonBugs",
    ]
  ),
]

var answers = "Exercises"
// Not handed out: from here
// `WORKBOOK_ANSWERS=Solutions swift test --scratch-path .build-solutions` runs the public suites
// against the answered files; without it, against Exercises.
answers = Context.environment["WORKBOOK_ANSWERS"] ?? answers

// What a student builds is the library, `grade`, the exercises and their public suites. With
// `WORKBOOK_TARGETS=all` the package has the rest as well: `lessons`, `benchmark` and the tests of
// all of it, with the packages and system libraries that they need. `make` sets it where it is due.
let isComplete = Context.environment["WORKBOOK_TARGETS"] == "all"
// Not handed out: to here

// MARK: Flags

// Students run `swift test`, a debug build. The library is compiled with -O there too, because an
// unoptimised tensor loop is some fifty times slower. Never -Ounchecked: it drops preconditions.
// Without run-time checks for overlapping accesses, which a profile shows in every small operation:
// the library changes a tensor's own fields in one place each and calls nobody while it does.
let optimized: [SwiftSetting] = [
  .unsafeFlags([
    "-O", "-wmo", "-disable-batch-mode", "-num-threads", "2", "-enforce-exclusivity=unchecked",
  ])
]

// MARK: Libraries

var targets: [Target] = [
  // NumPy's archives (.npz) are zip files, whose compressed members need inflate.
  .systemLibrary(
    name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),

  // Loops over arrays in C, which is compiled for several instruction sets at once, and what a
  // thread is set to, which costs next to nothing to read there. No contraction unless a file asks
  // for it: every instruction set rounds alike.
  .target(
    name: "CKernels",
    cSettings: [.unsafeFlags(["-O3", "-ffp-contract=off", "-fno-math-errno"])]),

  // What a program knows of the terminal it runs in, and how it shows its progress there.
  .target(name: "Console"),

  // What a process takes from itself before it runs an answer, where bubblewrap does not work.
  .target(name: "CConfinement"),

  // What students import.
  .target(
    name: "Kindling",
    dependencies: [
      "CKernels", "CZlib",
      .product(name: "RealModule", package: "swift-numerics"),
    ],
    swiftSettings: optimized),

  // Torch7's nn: forward and backward written by hand, tables, criteria.
  .target(name: "Layerwise", dependencies: ["Kindling"], swiftSettings: optimized),

  // docs/course.yml and the sections' rows as Swift values, and where everything in a workbook is.
  .target(
    name: "Course",
    dependencies: [
      // Not handed out: from here
      // For the rows above, which authors' commands read and write.
      .product(name: "SwiftParser", package: "swift-syntax"),
      .product(name: "SwiftSyntax", package: "swift-syntax"),
      // Not handed out: to here
      .product(name: "Yams", package: "Yams"),
    ]),

  // An answer file: its declarations, its unanswered calls, and what it may not contain.
  .target(
    name: "Answers",
    dependencies: [
      "Course",
      .product(name: "SwiftParser", package: "swift-syntax"),
      .product(name: "SwiftSyntax", package: "swift-syntax"),
    ]),

  // swiftc, child processes with limits, crash reports, saved files. Shared by grading and
  // publishing.
  .target(
    name: "Toolchain",
    dependencies: [
      "CConfinement", "RunProtocol",
      .product(name: "Subprocess", package: "swift-subprocess"),
    ]),

  // Build -> Run -> Judge -> Report.
  .target(
    name: "Grading",
    dependencies: [
      "Answers", "Course", "Toolchain", "RunProtocol",
      .product(name: "SwiftParser", package: "swift-syntax"),
      .product(name: "SwiftSyntax", package: "swift-syntax"),
    ]),

  // Not handed out: from here
  // What an author's check of sections does, and the skeleton of a new section.
  .target(
    name: "Authoring",
    dependencies: [
      "Answers", "Course", "Grading", "RunProtocol", "Toolchain",
      .product(name: "SwiftSyntax", package: "swift-syntax"),
    ]),
  // Not handed out: to here

  // What hands a course out and takes a later one in, and packs it for other systems.
  .target(
    name: "Handouts",
    dependencies: [
      "Answers", "CZlib", "Course", "Grading", "Toolchain",
      .product(name: "Yams", package: "Yams"),
    ]),

  // What public and hidden suites share: expectations with messages for learners, seeded inputs.
  .target(name: "ExerciseTesting", dependencies: ["Kindling"]),

  // Lets a public suite skip what is not answered yet.
  .target(
    name: "AnsweredParts", dependencies: ["Answers", "Course"],
    swiftSettings: [.define("ANSWERS_\(answers)")]),

  // Linked with an answer and its hidden suite: runs the tests, reports events on its own channel.
  .target(name: "Runner", dependencies: ["CConfinement", "ExerciseTesting", "RunProtocol"]),

  // What the judge asks of the runner and what the runner answers.
  .target(name: "RunProtocol"),
]

// MARK: Programs
// `grade` and `lessons` compile answers and lesson code against the built library, so they depend
// on the modules that such code is linked with: building a program builds those as well.

targets.append(
  .executableTarget(
    name: "grade",
    dependencies: [
      "Answers", "Console", "Course", "Grading", "Handouts", "Toolchain", "Kindling", "Layerwise",
      "ExerciseTesting", "Runner",
      // Not handed out: from here
      "Authoring",
      // Not handed out: to here
      .product(name: "ArgumentParser", package: "swift-argument-parser"),
    ]))

// MARK: Exercises and their public suites
// One module a section, one test target a chapter.

for chapter in chapters {
  let sections = chapter.sections.sorted { $0.key < $1.key }
  targets += sections.map { number, module in
    .target(
      name: module,
      dependencies: [
        "Kindling", "Layerwise", .product(name: "RealModule", package: "swift-numerics"),
      ],
      path: "\(answers)/\(chapter.folder)/\(number)-\(module)")
  }
  targets.append(
    .testTarget(
      name: chapter.folder.drop { $0.isNumber || $0 == "-" } + "Tests",
      dependencies: sections.map { .target(name: $0.value) } + [
        "ExerciseTesting", "AnsweredParts", "Kindling", "Layerwise",
      ],
      path: "Tests/Sections/\(chapter.folder)",
      // Not handed out: from here
      exclude: sections.flatMap { number, module in
        ["Hidden", "Mutants", "Alternatives"].map { "\(number)-\(module)/\($0)" }
      }
      // Not handed out: to here
    ))
}

// Not handed out: from here
// MARK: Everything else

if isComplete {
  // Here `grade` also has the commands for a class.
  for grade in targets where grade.name == "grade" {
    grade.dependencies.append("Classroom")
    grade.swiftSettings = [.define("CLASSROOM")]
  }

  targets += [
    .systemLibrary(
      name: "CLibXML2", pkgConfig: "libxml-2.0",
      providers: [.apt(["libxml2-dev"]), .brew(["libxml2"])]),
    .systemLibrary(
      name: "CMD4C", pkgConfig: "md4c", providers: [.apt(["libmd4c-dev"]), .brew(["md4c"])]),
    .systemLibrary(
      name: "CLibZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"]), .brew(["libzip"])]),

    // Trees of HTML, SVG and XML: what is text stays text.
    // Optimised, because feedback on ten thousand students is as many pages.
    .target(
      name: "Markup", dependencies: ["CLibXML2"], swiftSettings: [.unsafeFlags(["-O"])]),

    // What lesson code imports to draw: describes a figure, the publisher renders it.
    .target(name: "Figures", dependencies: ["Kindling"]),

    // Lessons and other texts as values: Markdown as blocks, cells, outputs. Knows no site.
    .target(name: "Documents", dependencies: ["CMD4C", "Course", "Figures", "Markup"]),

    // The libraries' public declarations, and where code names them.
    .target(
      name: "Symbols",
      dependencies: [
        "Course", "Markup", "Toolchain",
        .product(name: "SwiftParser", package: "swift-syntax"),
        .product(name: "SwiftSyntax", package: "swift-syntax"),
      ]),

    // Blocks, code, formulas and figures -> trees. Where links lead, a site says.
    .target(
      name: "Rendering",
      dependencies: [
        "Documents", "Figures", "Markup", "Symbols", "Toolchain",
        .product(name: "SwiftParser", package: "swift-syntax"),
        .product(name: "SwiftSyntax", package: "swift-syntax"),
        .product(name: "SwiftIDEUtils", package: "swift-syntax"),
      ]),

    // Program -> Map -> Pages -> Site.
    .target(
      name: "Publishing",
      dependencies: [
        "Answers", "Course", "Documents", "Figures", "Grading", "Markup", "Rendering", "Symbols",
        "Toolchain",
        .product(name: "SwiftParser", package: "swift-syntax"),
      ]),

    // What `lessons watch` and `lessons play` need: pages on this machine's own address.
    .target(
      name: "Previewing",
      dependencies: [
        .product(name: "FlyingFox", package: "FlyingFox"),
        .product(name: "FlyingSocks", package: "FlyingFox"),
      ]),

    .executableTarget(
      name: "lessons",
      dependencies: [
        "Console", "Course", "Documents", "Publishing", "Previewing", "Toolchain", "Kindling",
        "Layerwise", "Figures",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    // Times the library beside a reference: `make bench`. Compiled as the library is: a debug build
    // shows how fast that is there, not how slow the loops around it.
    .executableTarget(
      name: "benchmark",
      dependencies: [
        "Console", "Kindling",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      // Part of the program, so that it starts as any other does. PyTorch's programs read the file.
      resources: [.embedInCode("sonnet.txt")],
      swiftSettings: [.unsafeFlags(["-O"])]),

    // A class: submissions and their results. Grading for many, above Grading. Optimised, because a
    // page on ten thousand students reads some hundred thousand marks.
    .target(
      name: "Classroom",
      dependencies: [
        "Answers", "CLibZip", "Course", "Grading", "Markup", "Toolchain",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
        .product(name: "SwiftSyntax", package: "swift-syntax"),
        .product(name: "Yams", package: "Yams"),
      ],
      swiftSettings: [.unsafeFlags(["-O"])]),

    // MARK: Tests
    // A target for each module, in folders that mirror its own, and three for what is no module's:
    // the hostile submissions, the texts of the course, the scripts.

    // Where this repository and the programs built of it are.
    .target(name: "TestSupport", path: "Tests/TestSupport"),
    // A made course of one section, for tests to answer.
    .target(
      name: "GradingTestSupport", dependencies: ["Answers", "Course", "Grading"],
      path: "Tests/GradingTestSupport"),
    // A made course of two lessons, for tests to write.
    .target(
      name: "LessonTestSupport", dependencies: ["Course", "Documents", "TestSupport"],
      path: "Tests/LessonTestSupport"),

    // With the compiler, which says what names of PyTorch's are called here.
    .testTarget(
      name: "KindlingTests", dependencies: ["CKernels", "Kindling", "TestSupport", "Toolchain"]),
    .testTarget(name: "LayerwiseTests", dependencies: ["Layerwise", "TestSupport"]),
    .testTarget(name: "ConsoleTests", dependencies: ["Console"]),
    .testTarget(name: "CourseTests", dependencies: ["Course"]),
    .testTarget(name: "ToolchainTests", dependencies: ["TestSupport", "Toolchain"]),
    .testTarget(
      name: "ExerciseTestingTests", dependencies: ["ExerciseTesting", "Kindling", "Toolchain"]),
    .testTarget(name: "AnswersTests", dependencies: ["Answers", "Course", "GradingTestSupport"]),
    // It grades made answers, which are built against the library and the runner beside it.
    .testTarget(
      name: "GradingTests",
      dependencies: [
        "Answers", "Course", "Grading", "GradingTestSupport", "Markup", "RunProtocol",
        "TestSupport", "Toolchain", "Kindling", "ExerciseTesting", "Runner",
      ]),
    // It checks made sections, whose answers are built so as well.
    .testTarget(
      name: "AuthoringTests",
      dependencies: [
        "Answers", "Authoring", "Course", "Grading", "GradingTestSupport", "TestSupport",
        "Toolchain", "Kindling", "ExerciseTesting", "Runner",
      ]),
    .testTarget(
      name: "ClassroomTests",
      dependencies: [
        "Answers", "Classroom", "Course", "Grading", "GradingTestSupport", "TestSupport",
        "Toolchain", "Kindling", "ExerciseTesting", "Runner", "grade",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "SwiftSyntax", package: "swift-syntax"),
      ]),
    // Hands out this course and made ones, and runs what it packs.
    .testTarget(
      name: "HandoutsTests",
      dependencies: [
        "Course", "Grading", "Handouts", "TestSupport", "Toolchain", "Kindling", "ExerciseTesting",
        "Runner", "grade",
        .product(name: "Yams", package: "Yams"),
      ]),
    .testTarget(
      name: "GradeTests",
      dependencies: [
        "Answers", "Course", "Grading", "GradingTestSupport", "TestSupport", "Toolchain",
        "Kindling", "ExerciseTesting", "Runner", "grade",
      ]),
    .testTarget(name: "MarkupTests", dependencies: ["Markup"]),
    .testTarget(
      name: "DocumentsTests",
      dependencies: ["Documents", "Figures", "LessonTestSupport", "Markup"]),
    .testTarget(name: "SymbolsTests", dependencies: ["Course", "Symbols", "TestSupport"]),
    .testTarget(
      name: "RenderingTests",
      dependencies: ["Documents", "Figures", "Markup", "Rendering", "Symbols", "Toolchain"]),
    // It runs lessons, whose code is built against the libraries beside it.
    .testTarget(
      name: "PublishingTests",
      dependencies: [
        "Course", "Documents", "Figures", "Grading", "LessonTestSupport", "Markup", "Publishing",
        "Rendering", "Symbols", "TestSupport", "Toolchain", "Kindling", "Layerwise",
      ]),
    .testTarget(name: "PreviewingTests", dependencies: ["Previewing"]),
    // Grades the hostile submissions of Tests/Attacks and the odd, honest ones of Tests/Honest.
    .testTarget(
      name: "AttackTests",
      dependencies: [
        "Answers", "Course", "Grading", "GradingTestSupport", "TestSupport", "Toolchain",
        "Kindling", "ExerciseTesting", "Runner", "grade",
      ]),
    // Runs every public function of the libraries: does it do what a section forbids?
    .testTarget(
      name: "ForbiddenSetTests",
      dependencies: [
        "Course", "Kindling", "Layerwise", "Symbols", "TestSupport",
        .product(name: "RealModule", package: "swift-numerics"),
      ]),
    // What the lessons and guides of this course say: the tutorials' numbers, every statement,
    // names.
    .testTarget(
      name: "CourseContentTests",
      dependencies: [
        "Course", "Documents", "LessonTestSupport", "Publishing", "TestSupport", "Toolchain",
        "Figures", "Kindling", "Layerwise",
        .product(name: "SwiftParser", package: "swift-syntax"),
      ]),
    // The scripts in .ci and Tests/Structure.
    .testTarget(name: "ScriptTests", dependencies: ["TestSupport", "Toolchain"]),
  ]
}
// Not handed out: to here

// MARK: Package

// What each large module is for, and where to begin reading, is in a README of its own.
var described: Set = [
  "Answers", "CKernels", "Course", "ExerciseTesting", "Grading", "Handouts", "Kindling",
  "Layerwise", "Toolchain", "grade",
]
// Not handed out: from here
described.formUnion([
  "Authoring", "Classroom", "Documents", "Figures", "Publishing", "Rendering", "Symbols",
  "benchmark", "lessons",
])
// Not handed out: to here
for target in targets where described.contains(target.name) {
  target.exclude.append("README.md")
}

var products: [Product] = [
  .library(name: "Kindling", targets: ["Kindling"]),
  .library(name: "Layerwise", targets: ["Layerwise"]),
  .executable(name: "grade", targets: ["grade"]),
]

// Answers must be safe with memory, strictly, and so is most of what grades and publishes them. Not
// so Kindling, whose kernels are loops over memory, and what is written around a C library.
var usesPointers: Set = ["Kindling"]
// Not handed out: from here
usesPointers.formUnion(["Classroom", "Documents", "Markup"])
// Not handed out: to here
for target in targets
where [.regular, .executable].contains(target.type) && !usesPointers.contains(target.name) {
  target.swiftSettings = (target.swiftSettings ?? []) + [.strictMemorySafety()]
}

var packages: [Package.Dependency] = [
  .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
  .package(url: "https://github.com/apple/swift-numerics", from: "1.1.0"),
  .package(url: "https://github.com/jpsim/Yams", from: "6.0.0"),
  .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.0"),
  .package(url: "https://github.com/swiftlang/swift-syntax", from: "603.0.0"),
]

// Not handed out: from here
if isComplete {
  products.append(.executable(name: "lessons", targets: ["lessons"]))
  packages += [
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
    // A command, `swift package generate-documentation`, which `make docs` runs. No product needs
    // it.
    .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"),
  ]
}
// Not handed out: to here

let package = Package(
  name: "Kindling",
  platforms: [.macOS(.v26)],
  products: products,
  dependencies: packages,
  targets: targets,
  swiftLanguageModes: [.v6]
)
