// Drafts with the queue tag, by SQL, as ten thousand through WordPress's own functions take minutes; and by mysqli, as
// $wpdb reads each statement again and again before it sends it. $args: a file with a line of JSON, [title, content], for
// each. One transaction: all of them, or none.
global $wpdb;
mysqli_report(MYSQLI_REPORT_ERROR | MYSQLI_REPORT_STRICT);
$tag = get_term_by('slug', 'needs-seo', 'post_tag');
$term = $tag ? (int) $tag->term_taxonomy_id : (int) wp_insert_term('needs-seo', 'post_tag', ['slug' => 'needs-seo'])['term_taxonomy_id'];
$author = get_user_by('login', 'auteur1')->ID;
$id = (int) $wpdb->get_var("SELECT MAX(ID) FROM $wpdb->posts");
$first = $id + 1;
$columns = 'ID,post_author,post_date,post_date_gmt,post_content,post_title,post_excerpt,post_status,post_name,post_modified,post_modified_gmt,post_type,to_ping,pinged,post_content_filtered';
$posts = $terms = [];
$now = gmdate('Y-m-d H:i:s');
$put = function () use (&$posts, &$terms, $columns, $wpdb) {
    foreach ([["$wpdb->posts ($columns)", &$posts], ["$wpdb->term_relationships (object_id,term_taxonomy_id)", &$terms]] as [$where, &$rows]) {
        if ($rows) { $wpdb->dbh->query("INSERT INTO $where VALUES " . implode(',', $rows)); }
        $rows = [];
    }
};
$wpdb->dbh->begin_transaction();
for ($lines = fopen($args[0], 'r'); false !== ($line = fgets($lines));) {
    [$title, $content] = array_map([$wpdb->dbh, 'real_escape_string'], json_decode($line, true, 3, JSON_THROW_ON_ERROR));
    $id++;
    $posts[] = "($id,$author,'$now','0000-00-00 00:00:00','$content','$title','','draft','','$now','$now','post','','','')";
    $terms[] = "($id,$term)";
    if (count($posts) >= 200) { $put(); }
}
$put();
$wpdb->dbh->commit();
wp_update_term_count_now([$term], 'post_tag');
wp_cache_flush();
echo json_encode([$first, $id]);
