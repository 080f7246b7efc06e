/* SPDX-License-Identifier: MIT */
/* Runs a command with its output thrown away and prints the most memory it had, in KiB. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char **argv)
{
	struct rusage usage;
	pid_t child = argc > 1 ? fork() : -1;

	if (child == 0) {
		if (dup2(open("/dev/null", O_WRONLY), STDOUT_FILENO) >= 0)
			execvp(argv[1], argv + 1);
		_exit(127);
	}
	if (child < 0 || waitpid(child, NULL, 0) < 0 || getrusage(RUSAGE_CHILDREN, &usage) < 0)
		return EXIT_FAILURE;
#ifdef __APPLE__
	usage.ru_maxrss /= 1024;
#endif
	printf("%ld\n", usage.ru_maxrss);
	return EXIT_SUCCESS;
}
