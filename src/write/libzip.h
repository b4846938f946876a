/* libzip, loaded when the first package is written or read: it brings a cryptographic library along whose relocation
 * costs more than rendering one call's notes, and only ODT needs it. For zip.c only, which uses its functions by their
 * own names. */
#ifndef WRITE_LIBZIP_H
#define WRITE_LIBZIP_H

#include <zip.h>

/* Returns once the functions are there; without the library the program dies with its loader's reason. */
void libzip_load(void);

#define LIBZIP_LIST(X) \
	X(zip_close) \
	X(zip_discard) \
	X(zip_error_code_zip) \
	X(zip_error_fini) \
	X(zip_error_init_with_code) \
	X(zip_error_strerror) \
	X(zip_fclose) \
	X(zip_file_add) \
	X(zip_file_get_error) \
	X(zip_file_set_dostime) \
	X(zip_fopen_index) \
	X(zip_fread) \
	X(zip_get_error) \
	X(zip_name_locate) \
	X(zip_open) \
	X(zip_open_from_source) \
	X(zip_set_file_compression) \
	X(zip_source_buffer) \
	X(zip_source_buffer_create) \
	X(zip_source_close) \
	X(zip_source_free) \
	X(zip_source_function) \
	X(zip_source_keep) \
	X(zip_source_make_command_bitmap) \
	X(zip_source_open) \
	X(zip_source_read) \
	X(zip_source_stat) \
	X(zip_stat_init)

struct libzip_functions {
#define X(name) __typeof__(name) *name##_;
	LIBZIP_LIST(X)
#undef X
};

extern struct libzip_functions libzip;

#ifndef LIBZIP_NAMES
#define zip_close libzip.zip_close_
#define zip_discard libzip.zip_discard_
#define zip_error_code_zip libzip.zip_error_code_zip_
#define zip_error_fini libzip.zip_error_fini_
#define zip_error_init_with_code libzip.zip_error_init_with_code_
#define zip_error_strerror libzip.zip_error_strerror_
#define zip_fclose libzip.zip_fclose_
#define zip_file_add libzip.zip_file_add_
#define zip_file_get_error libzip.zip_file_get_error_
#define zip_file_set_dostime libzip.zip_file_set_dostime_
#define zip_fopen_index libzip.zip_fopen_index_
#define zip_fread libzip.zip_fread_
#define zip_get_error libzip.zip_get_error_
#define zip_name_locate libzip.zip_name_locate_
#define zip_open libzip.zip_open_
#define zip_open_from_source libzip.zip_open_from_source_
#define zip_set_file_compression libzip.zip_set_file_compression_
#define zip_source_buffer libzip.zip_source_buffer_
#define zip_source_buffer_create libzip.zip_source_buffer_create_
#define zip_source_close libzip.zip_source_close_
#define zip_source_free libzip.zip_source_free_
#define zip_source_function libzip.zip_source_function_
#define zip_source_keep libzip.zip_source_keep_
#define zip_source_make_command_bitmap libzip.zip_source_make_command_bitmap_
#define zip_source_open libzip.zip_source_open_
#define zip_source_read libzip.zip_source_read_
#define zip_source_stat libzip.zip_source_stat_
#define zip_stat_init libzip.zip_stat_init_
#endif

#endif
