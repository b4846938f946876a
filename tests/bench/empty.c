/* What merely starting costs a program that is linked with the libraries of the render path: it calls none of them. */
int main(void)
{
	return 0;
}
