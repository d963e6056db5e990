import Foundation
import Kindling
import Testing

/// A save that fails half-way, in a child process with a limit on the size of its files.
@Suite struct FileLimitTests {
  @Test func aFullDiskLeavesTheOldFile() async {
    let result = await #expect(
      processExitsWith: .success, observing: [\.standardErrorContent]
    ) {
      let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(at: folder) }
      let path = folder.appending(path: "a.npy").path
      try Tensor([1, 2]).save(path)
      signal(SIGXFSZ, SIG_IGN)
      var limit = rlimit(rlim_cur: 100_000, rlim_max: 100_000)
      setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
      do {
        try Tensor.zeros(100_000).save(path)
        fatalError("it was saved")
      } catch let error as FileError {
        precondition(error.kind == .unwritable, "\(error)")
        precondition("\(error)".hasSuffix("writing failed: File too large; make room on the disk"))
      }
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      precondition(names == ["a.npy"], "\(names)")
      let old = try Tensor.load(path).ints()
      precondition(old == [1, 2], "\(old)")
    }
    #expect(result != nil)
  }
}
