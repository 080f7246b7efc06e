/* SPDX-License-Identifier: MIT */
/* What any program costs at least. */
int main(void)
{
	return 0;
}
