/* GMime 3, and the functions of GLib that it is used with: loaded by the first verb that reads or writes mail, because
 * they cost more to load than one call's notes to render. Where memory runs out inside of
 * them the program ends as by die(), unless not even GLib's message can be allocated.
 *
 * Functions are called as gmime.NAME(...). Macros of these headers that call functions (GMIME_IS_PART(x), and g_free(x)
 * in newer GLibs) would need the library when the program starts; a name that is such a macro is called as
 * (gmime.NAME)(...), types are asked with gmime.g_type_check_instance_is_a. */
#ifndef BASE_GMIME_H
#define BASE_GMIME_H

#include <gmime/gmime.h>

#define GMIME_LIST(X) \
	X(g_byte_array_append) \
	X(g_byte_array_free) \
	X(g_byte_array_new) \
	X(g_byte_array_set_size) \
	X(g_date_time_get_utc_offset) \
	X(g_date_time_to_unix) \
	X(g_date_time_unref) \
	X(g_free) \
	X(g_mime_content_encoding_from_string) \
	X(g_mime_content_type_get_parameter) \
	X(g_mime_content_type_is_type) \
	X(g_mime_content_type_parse) \
	X(g_mime_data_wrapper_get_stream) \
	X(g_mime_data_wrapper_new_with_stream) \
	X(g_mime_encoding_init_decode) \
	X(g_mime_encoding_outlen) \
	X(g_mime_encoding_step) \
	X(g_mime_header_list_get_header) \
	X(g_mime_header_set_raw_value) \
	X(g_mime_init) \
	X(g_mime_message_get_mime_part) \
	X(g_mime_message_new) \
	X(g_mime_message_part_get_message) \
	X(g_mime_message_part_get_type) \
	X(g_mime_message_set_mime_part) \
	X(g_mime_multipart_add) \
	X(g_mime_multipart_get_count) \
	X(g_mime_multipart_get_part) \
	X(g_mime_multipart_get_type) \
	X(g_mime_multipart_new_with_subtype) \
	X(g_mime_multipart_set_boundary) \
	X(g_mime_object_get_content_type) \
	X(g_mime_object_get_header_list) \
	X(g_mime_object_set_content_type_parameter) \
	X(g_mime_object_set_disposition) \
	X(g_mime_object_set_header) \
	X(g_mime_object_to_string) \
	X(g_mime_parser_construct_part) \
	X(g_mime_parser_init_with_stream) \
	X(g_mime_parser_new) \
	X(g_mime_parser_set_persist_stream) \
	X(g_mime_part_get_content) \
	X(g_mime_part_get_content_encoding) \
	X(g_mime_part_get_type) \
	X(g_mime_part_is_attachment) \
	X(g_mime_part_new_with_type) \
	X(g_mime_part_set_content) \
	X(g_mime_part_set_content_encoding) \
	X(g_mime_part_set_filename) \
	X(g_mime_stream_mem_new_with_buffer) \
	X(g_mime_stream_mem_new_with_byte_array) \
	X(g_mime_stream_mem_set_owner) \
	X(g_mime_utils_header_decode_date) \
	X(g_mime_utils_header_decode_text) \
	X(g_mime_utils_header_format_date) \
	X(g_object_unref) \
	X(g_type_check_instance_is_a) \
	X(internet_address_get_name) \
	X(internet_address_group_get_members) \
	X(internet_address_group_get_type) \
	X(internet_address_list_get_address) \
	X(internet_address_list_length) \
	X(internet_address_list_parse) \
	X(internet_address_mailbox_get_addr) \
	X(internet_address_mailbox_get_type)

struct gmime_functions {
#define X(name) __typeof__(name) *name;
	GMIME_LIST(X)
#undef X
};

extern struct gmime_functions gmime;

/* Returns once the functions are there and g_mime_init() was called, which it is once; without the library the program
 * dies with its loader's reason. */
void gmime_load(void);

#endif
