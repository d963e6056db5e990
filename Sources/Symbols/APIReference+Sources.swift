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

    /// The public declarations of each library, as they were kept where nothing changed.
    func symbols(kept: ContentCache?) -> [String: [Symbol]] {
      let key = Data(key.utf8)
      if let data = kept?.value(for: key),
        let symbols = try? JSONDecoder().decode([String: [Symbol]].self, from: data)
      {
        return symbols
      }
      let symbols = files.mapValues { $0.flatMap(read) }
      // Where they cannot be kept the sources are read again, which costs a second.
      try? kept?.store(JSONEncoder().encode(symbols), for: key)
      return symbols
    }

    private func read(_ file: URL) -> [Symbol] {
      guard let source = try? String(contentsOf: file, encoding: .utf8) else { return [] }
      return SymbolReader.symbols(in: source, file: workbook.displayPath(file))
    }
  }
}
