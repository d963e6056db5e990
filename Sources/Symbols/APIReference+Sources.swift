import Course
import Foundation
import Toolchain

extension APIReference {
  /// The source files of the libraries.
  struct Sources {
    private let workbook: Workbook
    private let files: [String: [URL]]
    /// Stands for the files as they are, and for this program, which reads them.
    let key: String

    /// What was read, and from what.
    private struct Record: Codable {
      let key: String
      let symbols: [String: [Symbol]]
    }

    init(_ workbook: Workbook) {
      self.workbook = workbook
      var files: [String: [URL]] = [:]
      var digest = Digest()
      for module in APIReference.modules {
        let folder = workbook.root.appending(path: "Sources/\(module)")
        let names =
          FileManager.default.enumerator(atPath: folder.path)?
          .compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") }.sorted() ?? []
        files[module] = names.map { folder.appending(path: $0) }
        for file in files[module] ?? [] { digest.add(statusOf: file) }
      }
      if let program = Bundle.main.executableURL { digest.add(statusOf: program) }
      self.files = files
      key = "\(digest)"
    }

    /// The public declarations of each library, from the file `cache` where nothing changed.
    func symbols(cache: URL?) -> [String: [Symbol]] {
      if let data = cache.flatMap({ try? Data(contentsOf: $0) }),
        let record = try? JSONDecoder().decode(Record.self, from: data), record.key == key
      {
        return record.symbols
      }
      let symbols = files.mapValues { $0.flatMap(read) }
      if let cache, let data = try? JSONEncoder().encode(Record(key: key, symbols: symbols)) {
        // Without it the sources are read again, which costs a second.
        try? FileManager.default.createDirectory(
          at: cache.deletingLastPathComponent(), withIntermediateDirectories: true)
        try? data.write(to: cache, options: .atomic)
      }
      return symbols
    }

    private func read(_ file: URL) -> [Symbol] {
      guard let source = try? String(contentsOf: file, encoding: .utf8) else { return [] }
      return SymbolReader.symbols(in: source, file: workbook.displayPath(file))
    }
  }
}
