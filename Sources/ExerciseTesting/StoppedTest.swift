#if canImport(Glibc)
  @unsafe @preconcurrency import Glibc

  /// Words for a test that an answer stops, or that never ends, under `swift test`.
  ///
  /// There a trap would end in pages of registers, and an endless loop never. `grade` watches its
  /// runs from outside, and says more: there none of this is set up.
  ///
  /// The handlers only write bytes that were made before the test, and end the process.
  enum StoppedTest {
    /// Processor time, so that a test which waits in a debugger is left in peace.
    private static let secondsLimit = 20

    /// The handlers' words in C strings, replaced before each test.
    @unsafe private struct Words {
      var trapped: UnsafeMutablePointer<CChar>
      var overflowed: UnsafeMutablePointer<CChar>
      var endless: UnsafeMutablePointer<CChar>
    }

    private nonisolated(unsafe) static let words: UnsafeMutablePointer<Words> = {
      let words = UnsafeMutablePointer<Words>.allocate(capacity: 1)
      unsafe words.initialize(
        to: Words(trapped: strdup(""), overflowed: strdup(""), endless: strdup("")))
      makeRoomForHandlers()
      // What was printed before a trap is not to wait in a buffer.
      unsafe setvbuf(stdout, nil, _IOLBF, 0)
      return unsafe words
    }()

    /// Readies the words for a test, and the time that it may take.
    static func begin(_ test: String, of suite: String) {
      let section = suite.hasSuffix("Tests") ? String(suite.dropLast("Tests".count)) : suite
      let trying = "`\(grade) try \(section)`"
      unsafe replace(
        \.trapped,
        "\(test) stopped here, and nothing after it was run. \(trying) shows the line of your answer "
          + "and runs the other tests.\n")
      unsafe replace(
        \.overflowed,
        "\(test) ran out of stack or memory: does a function call itself for ever, or is a long "
          + "chain of objects let go at once? Nothing after it was run. \(trying) runs the other "
          + "tests.\n")
      unsafe replace(
        \.endless,
        "\(test) was stopped after \(secondsLimit) s: does a loop never end? Nothing after it was "
          + "run. \(trying) runs the other tests.\n")
      installHandlers()
      setTimer(seconds: secondsLimit)
    }

    /// Leaves the process as it was before the test.
    static func end() {
      setTimer(seconds: 0)
      for (signal, action) in unsafe replaced {
        var action = action
        unsafe sigaction(signal, &action, nil)
      }
      unsafe replaced = []
    }

    /// What the signals did before.
    private nonisolated(unsafe) static var replaced: [(signal: Int32, action: sigaction)] = []

    /// How this student most likely can call the program.
    private static let grade: String = {
      let path = unsafe getenv("PATH").map { unsafe String(cString: $0) } ?? ""
      let isInstalled = path.split(separator: ":").contains {
        unsafe access("\($0)/grade", X_OK) == 0
      }
      return isInstalled ? "grade" : ".build/debug/grade"
    }()

    private static func replace(
      _ field: WritableKeyPath<Words, UnsafeMutablePointer<CChar>>, _ text: String
    ) {
      let older = unsafe words.pointee[keyPath: field]
      unsafe words.pointee[keyPath: field] = strdup(text)
      unsafe free(older)
    }

    private static func setTimer(seconds: Int) {
      var timer = itimerval()
      timer.it_value.tv_sec = seconds
      unsafe setitimer(__itimer_which_t(ITIMER_PROF.rawValue), &timer, nil)
    }

    /// A stack that has overflowed has no room for a handler.
    private static func makeRoomForHandlers() {
      let size = 64 << 10
      var stack = unsafe stack_t(
        ss_sp: UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16), ss_flags: 0,
        ss_size: size)
      unsafe sigaltstack(&stack, nil)
    }

    private static func installHandlers() {
      for signal in [SIGILL, SIGTRAP, SIGABRT, SIGFPE] {
        handle(signal) { unsafe StoppedTest.finish($0, saying: StoppedTest.words.pointee.trapped) }
      }
      for signal in [SIGSEGV, SIGBUS] {
        handle(signal) {
          unsafe StoppedTest.finish($0, saying: StoppedTest.words.pointee.overflowed)
        }
      }
      handle(SIGPROF) { _ in
        unsafe StoppedTest.say(StoppedTest.words.pointee.endless)
        _exit(1)
      }
    }

    private static func handle(_ signal: Int32, _ handler: @escaping @convention(c) (Int32) -> Void)
    {
      var action = sigaction()
      unsafe action.__sigaction_handler.sa_handler = handler
      action.sa_flags = Int32(SA_ONSTACK)
      var older = sigaction()
      unsafe sigaction(signal, &action, &older)
      unsafe replaced.append((signal, older))
    }

    /// Ends the process as the signal would have, had nobody listened.
    private static func finish(_ number: Int32, saying text: UnsafePointer<CChar>) {
      unsafe say(text)
      signal(number, SIG_DFL)
      raise(number)
    }

    private static func say(_ text: UnsafePointer<CChar>) {
      unsafe write(STDERR_FILENO, text, strlen(text))
    }
  }
#endif
