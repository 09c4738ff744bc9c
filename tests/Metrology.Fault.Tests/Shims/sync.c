/* Between SQLite and the kernel (LD_PRELOAD): while the file METROLOGY_SYNC_WHILE is there, flushing fails with EIO, or takes so many milliseconds. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int flush(int fd, const char *name)
{
    const char *file = getenv("METROLOGY_SYNC_WHILE"), *how = getenv("METROLOGY_SYNC");
    if (file && how && access(file, F_OK) == 0) {
        if (strcmp(how, "fail") == 0) {
            errno = EIO;
            return -1;
        }
        usleep(1000u * (unsigned)atoi(how));
    }
    return ((int (*)(int))dlsym(RTLD_NEXT, name))(fd);
}

int fsync(int fd) { return flush(fd, "fsync"); }
int fdatasync(int fd) { return flush(fd, "fdatasync"); }
