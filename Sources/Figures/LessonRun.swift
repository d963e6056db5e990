#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif
internal import Synchronization

#if canImport(Glibc)
  @unsafe @preconcurrency internal import Glibc
#else
  @unsafe @preconcurrency internal import Darwin

  /// Darwin's module hides it from Swift.
  private func fork() -> pid_t {
    let address = unsafe dlsym(UnsafeMutableRawPointer(bitPattern: -2), "fork")
    return unsafe unsafeBitCast(address, to: (@convention(c) () -> pid_t).self)()
  }
#endif

/// Tells the publisher how far a lesson's program has come and what it has drawn.
///
/// Called by the code that the publisher puts around a lesson's blocks. Events go to a file of
/// their own, never through what the program prints; each block's share of the printed text is
/// known by the length that the output file had when the block began. A program that a student
/// plays with reports its figures alone, and prints as ever. In one that is run by hand nothing of
/// this happens.
public enum LessonRun {
  /// What is reported, one JSON object a line.
  public struct Event: Codable, Sendable {
    /// The number given to this run; a line without it is not an event.
    public var nonce: String
    /// The block that begins here, counted from 0; the number of blocks when the program is done.
    public var block: Int?
    /// How many bytes were printed when the block began.
    public var offset: Int?
    public var figure: Figure?
  }

  /// Environment variables that make a run report.
  public enum Variable {
    /// The file that receives the events.
    public static let events = "LESSON_EVENTS"
    /// The file that receives what is printed; without it, standard output does.
    public static let output = "LESSON_OUTPUT"
    public static let nonce = "LESSON_NONCE"
  }

  /// The largest output a lesson may print, in bytes; a program that prints on is stopped.
  public static let outputLimit = 8 << 20

  private struct Channel {
    let descriptor: Int32
    let nonce: String
    /// Whether what is printed goes to a file, in which a figure has no place.
    let isOutputKept: Bool
  }

  private static let channel: Channel? = {
    guard let events = unsafe getenv(Variable.events), let nonce = unsafe getenv(Variable.nonce)
    else {
      return nil
    }
    let output = unsafe getenv(Variable.output)
    let descriptor = unsafe open(events, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0, unsafe output.map({ unsafe freopen($0, "w", stdout) != nil }) ?? true
    else {
      fatalError(
        unsafe "the lesson's program cannot open its output: \(String(cString: strerror(errno)))")
    }
    // Whole lines reach the file at once, so that what came before a trap is not lost.
    unsafe setvbuf(stdout, nil, _IOLBF, 0)
    return unsafe Channel(
      descriptor: descriptor, nonce: String(cString: nonce), isOutputKept: output != nil)
  }()

  /// Marks that the block numbered `block` begins.
  public static func begin(_ block: Int) {
    guard let channel else { return }
    unsafe fflush(stdout)
    let offset = lseek(STDOUT_FILENO, 0, SEEK_CUR)
    send(Event(nonce: channel.nonce, block: block, offset: Int(offset)), on: channel)
  }

  /// What is printed where a figure is drawn and no publisher keeps the output.
  public static func mark(_ title: String) -> String { "[figure: \(title)]" }

  /// Goes on in a copy of the program, for an answer's blocks: what they change stays in the copy.
  ///
  /// Returns true in the copy, and false in the program itself, when the copy has come to the
  /// answer's end. A copy that stops early stops the program in the same way.
  public static func beginAnswer() -> Bool {
    guard channel != nil else { return true }
    fflush(nil)
    let copy = fork()
    guard copy != 0 else { return true }
    var status: Int32 = 0
    while copy > 0, unsafe waitpid(copy, &status, 0) < 0, errno == EINTR {}
    let (signalled, exited) = (status & 0x7F, (status >> 8) & 0xFF)
    if copy < 0 {
      fatalError(
        unsafe "the lesson's program cannot be copied: \(String(cString: strerror(errno)))")
    }
    if signalled != 0 {
      // The copy has reported where it stopped.
      signal(signalled, SIG_DFL)
      raise(signalled)
    }
    guard exited == endOfAnswer else { _exit(exited) }
    return false
  }

  /// Ends the copy that `beginAnswer()` made.
  public static func endAnswer() {
    guard channel != nil else { return }
    fflush(nil)
    _exit(endOfAnswer)
  }

  /// The status by which a copy says that it came to the answer's end, rather than to an `exit`.
  private static let endOfAnswer: Int32 = 83

  /// Reports a figure; without a publisher, prints its title. Traps on a figure without one.
  static func draw(
    _ content: Figure.Content, _ title: String, _ xLabel: String, _ yLabel: String,
    _ description: String
  ) {
    guard title.contains(where: { !$0.isWhitespace }) else {
      fatalError("a figure needs a title that says what it shows")
    }
    let figure = Figure(
      content, title: title, xLabel: xLabel, yLabel: yLabel, description: description)
    let isCollected = collections.withLock { collections in
      guard !collections.isEmpty else { return false }
      collections[collections.count - 1].append(figure)
      return true
    }
    if isCollected { return }
    if channel?.isOutputKept != true { print(mark(title)) }
    guard let channel else { return }
    send(Event(nonce: channel.nonce, figure: figure), on: channel)
  }

  /// Hands over the figures that `body` draws, in place of reporting them.
  static func collect(_ body: () -> Void) -> [Figure] {
    collections.withLock { $0.append([]) }
    body()
    return collections.withLock { $0.removeLast() }
  }

  /// What is being drawn as part of a figure, the innermost last.
  private static let collections = Mutex<[[Figure]]>([])

  private static func send(_ event: Event, on channel: Channel) {
    let encoder = JSONEncoder()
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    guard var line = try? encoder.encode(event) else { return }
    line.append(UInt8(ascii: "\n"))
    unsafe line.withUnsafeBytes { bytes in
      var rest = unsafe bytes[...]
      while unsafe !rest.isEmpty {
        let part = unsafe UnsafeRawBufferPointer(rebasing: rest)
        let written = unsafe write(channel.descriptor, part.baseAddress, part.count)
        guard written > 0 else { return }
        unsafe rest = rest.dropFirst(written)
      }
    }
  }
}
