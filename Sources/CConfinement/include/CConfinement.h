#ifndef C_CONFINEMENT_H
#define C_CONFINEMENT_H

// The version of Landlock that this kernel has and allows; 0 where there is none.
int kindling_landlock_version(void);

// Takes from this process and its children, for good: every file but those below the readable paths
// and the writable ones, the network, and new privileges. Both lists end with a null; what of them is
// not there is left out. 0, or the number of the error that kept it from doing so.
int kindling_confine(const char *const *readable, const char *const *writable);

#endif
