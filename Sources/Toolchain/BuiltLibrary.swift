import Foundation

#if canImport(Glibc)
  import Glibc
#endif

/// The package's own build products, which answers and lesson code are compiled against.
///
/// Building a program that depends on Kindling leaves Kindling's modules and objects beside it;
/// this type finds them there, so that no second build of the library is ever needed.
public struct BuiltLibrary: Sendable {
  /// The folder of the running program, as `.build/debug`.
  public let products: URL
  /// The package's root.
  public let root: URL
  /// Where is kept what is made from the library once: beside it, or, where this user may not write
  /// there, in the user's own folder for caches, or else in one of this user's for temporary files.
  ///
  /// None is taken that others may write.
  public let caches: URL

  /// The library built beside a program.
  ///
  /// Its package is the one around the program; `root` is taken when SwiftPM was asked to build
  /// outside of it. Throws a `LibraryNotBuilt` when Kindling's module is not there.
  public init(root: URL, beside executable: URL? = Bundle.main.executableURL) throws {
    products = (executable ?? root).resolvingSymlinksInPath().deletingLastPathComponent()
    caches = Self.caches(beside: products)
    let around = sequence(first: products) { $0.path == "/" ? nil : $0.deletingLastPathComponent() }
    self.root = around.first { Self.isPackage($0) } ?? root
    let module = modules.appending(path: "Kindling.swiftmodule")
    guard FileManager.default.fileExists(atPath: module.path) else {
      throw LibraryNotBuilt(folder: products.path)
    }
  }

  private static func isPackage(_ folder: URL) -> Bool {
    FileManager.default.fileExists(atPath: folder.appending(path: "Sources/Kindling").path)
  }

  /// The folder of the Swift modules.
  public var modules: URL { products.appending(path: "Modules") }

  private static func caches(beside products: URL) -> URL {
    let name = "kindling/\(Digest(products.path))"
    let environment = ProcessInfo.processInfo.environment
    let home = environment["HOME"].map { URL(filePath: $0).appending(path: ".cache") }
    let own = environment["XDG_CACHE_HOME"].flatMap { $0.hasPrefix("/") ? URL(filePath: $0) : nil }
    let temporary = FileManager.default.temporaryDirectory.appending(path: "kindling-\(geteuid())")
    let users = [own ?? home, temporary].compactMap { $0?.appending(path: name) }
    return ([products] + users).first { folder in
      if folder != products {
        try? FileManager.default.createDirectory(
          at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        guard isOwn(folder) else { return false }
      }
      return unsafe access(folder.path, W_OK) == 0
    } ?? products
  }

  /// Whether a folder is this user's, and no link to another's.
  private static func isOwn(_ folder: URL) -> Bool {
    var facts = stat()
    return unsafe lstat(folder.path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFDIR
      && facts.st_uid == geteuid() && facts.st_mode & 0o022 == 0
  }

  /// Where the compiler keeps the C modules that it has read.
  ///
  /// Not SwiftPM's own: the two may spell the folder's path differently, by way of a link, and
  /// then the compiler takes one module for two and gives up. So it does in a build folder that was
  /// copied or moved, as the modules hold the paths of what they were made from; there another
  /// cache is begun.
  var moduleCache: URL {
    caches.appending(path: "support/ModuleCache-\(Digest(root.path, products.path))")
  }

  /// The flags with which a source file can import Kindling and what it is made of.
  public var importFlags: [String] {
    ["-I", modules.path]
      + moduleMaps.flatMap { ["-Xcc", "-fmodule-map-file=\($0.path)"] }
      + headerFolders.flatMap { ["-Xcc", "-I\($0.path)"] }
  }

  /// The object files of a target, by path; none when it is not built.
  ///
  /// The package manager leaves the object of a source file that was renamed or removed where it
  /// is, next to that of the new file; it is left out.
  public func objects(of target: String) -> [URL] {
    let folder = products.appending(path: "\(target).build")
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    let objects = (files?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "o" }
    let current = sourceNames(of: target, in: folder)
    return objects.filter {
      current?.contains($0.deletingPathExtension().lastPathComponent) ?? true
    }
    .sorted { $0.path < $1.path }
  }

  /// The names of the source files of a target, such as `Tensor.swift`; nil if they are not known.
  private func sourceNames(of target: String, in folder: URL) -> Set<String>? {
    // The package manager lists those in Swift, and quotes paths for a shell.
    if let list = try? String(contentsOf: folder.appending(path: "sources"), encoding: .utf8) {
      let paths = list.split(separator: "\n").map { $0.trimmingCharacters(in: ["'"]) }
      return Set(paths.map { URL(filePath: $0).lastPathComponent })
    }
    let own = root.appending(path: "Sources").appending(path: target)
    let files = FileManager.default.enumerator(at: own, includingPropertiesForKeys: nil)
    let names = Set(files?.compactMap { ($0 as? URL)?.lastPathComponent } ?? [])
    return names.isEmpty ? nil : names
  }

  /// The modules of the library that answers and lessons may import.
  public static let importable = ["Kindling", "Layerwise", "RealModule"]

  /// Kindling's own targets: those in Swift, and every C target under Sources.
  public var libraryTargets: [String] {
    Self.importable + ["_NumericsShims"] + cTargets
  }

  /// The folders under Sources that have C headers to import.
  private var cTargets: [String] {
    let sources = root.appending(path: "Sources")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: sources.path)) ?? []
    return names.sorted().filter { name in
      ["module.modulemap", "include"].contains {
        FileManager.default.fileExists(atPath: sources.appending(path: "\(name)/\($0)").path)
      }
    }
  }

  /// Module maps of the system libraries, of C targets and of the packages beneath Kindling.
  private var moduleMaps: [URL] {
    let sources = root.appending(path: "Sources")
    let written = cTargets.flatMap { target in
      ["module.modulemap", "include/module.modulemap"]
        .map { sources.appending(path: target).appending(path: $0) }
    }
    let generated = cTargets.map { products.appending(path: "\($0).build/module.modulemap") }
    let shims = checkouts.appending(path: "swift-numerics/Sources/_NumericsShims/include")
    return (written + generated + [shims.appending(path: "module.modulemap")])
      .filter { FileManager.default.fileExists(atPath: $0.path) }
  }

  private var headerFolders: [URL] {
    cTargets
      .map { root.appending(path: "Sources").appending(path: $0).appending(path: "include") }
      .filter { FileManager.default.fileExists(atPath: $0.path) }
  }

  /// SwiftPM's folder of packages.
  private var checkouts: URL { scratch.appending(path: "checkouts") }

  /// The whole build folder, as `.build`.
  public var scratch: URL { products.deletingLastPathComponent().deletingLastPathComponent() }
}

/// The library is not beside the running program.
public struct LibraryNotBuilt: Error, CustomStringConvertible {
  public let folder: String

  public var description: String {
    "Kindling is not built: \(folder) has no Modules/Kindling.swiftmodule; "
      + "run `make grade` in the course's folder and try again"
  }
}
