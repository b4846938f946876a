#include "write/template_file.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "base/asset.h"
#include "base/file.h"

const char *template_find(struct arena *arena, const char *folder, const char *file, struct str *name,
	struct str *content)
{
	if (folder) {
		struct stat info;
		int error = stat(folder, &info) != 0 ? errno : S_ISDIR(info.st_mode) ? 0 : ENOTDIR;
		if (error)
			return arena_printf(arena, "%s: %s", folder, strerror(error)).p;
		struct buf bytes = BUF_INIT;
		*name = arena_join(arena, str_of(folder), STR("/"), str_of(file));
		error = file_read(name->p, &bytes);
		if (error == 0)
			*content = arena_str(arena, buf_slice(&bytes));
		buf_free(&bytes);
		if (error != ENOENT)
			return error ? arena_printf(arena, "%s: %s", name->p, strerror(error)).p : NULL;
	}
	*name = arena_join(arena, STR("templates"), STR("/"), str_of(file));
	return asset_find(name->p, content) ? NULL : arena_printf(arena, "%s: not built in", name->p).p;
}
