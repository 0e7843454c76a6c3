// Drafts with the queue tag, by SQL, as ten thousand through WordPress's own functions take minutes. $args: a JSON file
// with [[title, content], …].
global $wpdb;
$tag = get_term_by('slug', 'needs-seo', 'post_tag');
$term = $tag ? (int) $tag->term_taxonomy_id : (int) wp_insert_term('needs-seo', 'post_tag', ['slug' => 'needs-seo'])['term_taxonomy_id'];
$author = get_user_by('login', 'auteur1')->ID;
$id = (int) $wpdb->get_var("SELECT MAX(ID) FROM $wpdb->posts");
$first = $id + 1;
$flush = function ($table, $columns, &$rows) use ($wpdb) {
    if ($rows && false === $wpdb->query("INSERT INTO $table ($columns) VALUES " . implode(',', $rows))) { throw new Exception($wpdb->last_error); }
    $rows = [];
};
$columns = 'ID,post_author,post_date,post_date_gmt,post_content,post_title,post_excerpt,post_status,post_name,post_modified,post_modified_gmt,post_type,to_ping,pinged,post_content_filtered';
$posts = $terms = [];
$now = gmdate('Y-m-d H:i:s');
$put = function () use (&$posts, &$terms, $flush, $columns, $wpdb) {
    $flush($wpdb->posts, $columns, $posts);
    $flush($wpdb->term_relationships, 'object_id,term_taxonomy_id', $terms);
};
foreach (json_decode(file_get_contents($args[0]), true) as [$title, $content]) {
    $id++;
    $posts[] = $wpdb->prepare('(%d,%d,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s)', $id, $author, $now, '0000-00-00 00:00:00',
        $content, $title, '', 'draft', '', $now, $now, 'post', '', '', '');
    $terms[] = "($id,$term)";
    if (count($posts) >= 200) { $put(); }
}
$put();
wp_update_term_count_now([$term], 'post_tag');
wp_cache_flush();
echo json_encode([$first, $id]);
