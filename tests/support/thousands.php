// Drafts, each with a proposal or a verdict, as many as the first argument says: by SQL, as staging them takes minutes.
global $wpdb;
$many = (int) $args[0];
$users = array_map('intval', get_users(['role__in' => ['author', 'editor'], 'fields' => 'ID']));
$states = ['pending', 'pending', 'approved', 'rejected', 'superseded', 'held'];
$text = str_repeat('<!-- wp:paragraph --><p>' . str_repeat('Un mot après l’autre dans la commune. ', 12) . '</p><!-- /wp:paragraph -->', 10);
$row = function ($id, $type, $parent, $author, $title, $at) use ($wpdb, $text) {
    $date = gmdate('Y-m-d H:i:s', $at);
    return $wpdb->prepare('(%d,%d,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%d,%s,%s,%s,%s)', $id, $author, $date, $date, $text, $title, '',
        'post' === $type ? 'draft' : 'inherit', '', 'post' === $type ? '' : "$parent-revision-v1", $date, $date, $parent, $type, '', '', '');
};
$flush = function ($table, $columns, &$rows) use ($wpdb) {
    if ($rows && false === $wpdb->query("INSERT INTO $table ($columns) VALUES " . implode(',', $rows))) { throw new Exception($wpdb->last_error); }
    $rows = [];
};
$columns = 'ID,post_author,post_date,post_date_gmt,post_content,post_title,post_excerpt,post_status,post_password,post_name,post_modified,post_modified_gmt,post_parent,post_type,to_ping,pinged,post_content_filtered';
$posts = $meta = [];
$id = 1 + (int) $wpdb->get_var("SELECT MAX(ID) FROM $wpdb->posts");
$put = function ($post, $key, $value) use (&$meta, $wpdb) {
    $meta[] = $wpdb->prepare('(%d,%s,%s)', $post, $key, is_array($value) ? wp_json_encode($value) : $value);
};
for ($n = 0; $n < $many; $n++) {
    $at = time() - 600 * $n;
    $author = $users[$n % count($users)];
    $draft = $id++;
    $posts[] = $row($draft, 'post', 0, $author, "Brouillon $n", $at);
    $state = $states[$n % 6];
    $on = 'held' === $state ? $draft : $id++;
    $data = ['job' => "$n", 'payload' => '', 'base' => str_repeat('0', 64), 'snapshot' => 0, 'slug' => "article-$n",
        'seo' => ['title' => 'Titre', 'description' => 'Description', 'keyphrase' => 'mot'], 'engine' => 'essai',
        'findings' => array_fill(0, $n % 7, ['severity' => $n % 2 ? 'warning' : 'blocker', 'code' => 'x', 'place' => null, 'message' => 'Une réserve.', 'evidence' => 'Une phrase.']),
        'stats' => ['words_before' => 600 + $n % 400, 'words_after' => 700 + $n % 300, 'seo_score' => $n % 101, 'readability_score' => [30, 60, 90][$n % 3], 'cost' => $n / 10000],
        'tags' => ['added' => [], 'removed' => []], 'before' => [], 'created_at' => gmdate('c', $at)];
    if ('held' === $state) {
        $put($draft, '_needs_seo_held', $data);
    } else {
        $posts[] = $row($on, 'revision', $draft, $author, "Article $n", $at);
        $put($on, '_needs_seo_proposal', $data);
        $put($on, '_needs_seo_job', sprintf('%064x', $n));
        $put($on, '_needs_seo_state', $state);
        $put($on, '_needs_seo_index_draft', "$draft");
        if ('pending' === $state) { $put($draft, '_needs_seo_pending', "$on"); }
    }
    $index = ['at' => $at, 'seo' => $n % 101, 'readability' => [30, 60, 90][$n % 3], 'blockers' => $n % 2 ? 0 : $n % 7, 'warnings' => $n % 2 ? $n % 7 : 0, 'words' => 700 + $n % 300, 'cost' => $n * 100];
    foreach ($index as $name => $value) { $put($on, "_needs_seo_index_$name", "$value"); }
    if (count($posts) > 100) { $flush($wpdb->posts, $columns, $posts); $flush($wpdb->postmeta, 'post_id,meta_key,meta_value', $meta); }
}
$flush($wpdb->posts, $columns, $posts);
$flush($wpdb->postmeta, 'post_id,meta_key,meta_value', $meta);
wp_cache_flush();
echo (int) $wpdb->get_var("SELECT COUNT(*) FROM $wpdb->posts WHERE post_type = 'post' AND post_status = 'draft'");
