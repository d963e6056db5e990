#include "ThreadState.h"

_Thread_local struct ck_thread_state ck_thread_state;
