<?php
/**
 * Plugin Name:       SEO Bridge Companion
 * Description:       Shows the proposals of the SEO bridge as revisions of your drafts, and lets a person approve or reject them. Nothing changes in a draft before that.
 * Version:           1.0.0
 * Requires at least: 6.1
 * Requires PHP:      7.4
 * License:           GPL-3.0-or-later
 * License URI:       https://www.gnu.org/licenses/gpl-3.0.html
 * Text Domain:       seo-bridge
 * Domain Path:       /languages
 *
 * @package SeoBridge
 */

namespace SeoBridge;

defined( 'ABSPATH' ) || exit;

const VERSION = '1.0.0';

// Raised when a route, a field or an error code changes in a way the Python side has to know about.
const API_VERSION = 1;

const PLUGIN_FILE = __FILE__;

// An explicit list, so that what the plugin is made of can be read in one place.
foreach ( array(
	'Failure',
	'Role',
	'Seo_Plugin',
	'Confinement',
	'Draft',
	'Lock',
	'Exact_Write',
	'Pattern',
	'Kses_Check',
	'Tags',
	'Store',
	'Evidence',
	'Payload',
	'Staging',
	'Scores',
	'Sections',
	'Parts',
	'Attempts',
	'Decision',
	'Undo',
	'Outcome',
	'Glossary',
	'Presenter',
	'Rest_Schema',
	'Rest_Controller',
	'Conditional_Get',
	'Xmlrpc',
	'Native_Restore',
	'Save_Watch',
	'Revision_Screen',
	'Assets',
	'Index_Meta',
	'Queue',
	'Proposals_Query',
	'Proposal_Cells',
	'Proposals_Help',
	'Brief',
	'Editor_State',
	'Editor_Routes',
	'Editor_Screen',
	'Posts_List',
	'Mail_Choice',
	'Mail_Queue',
	'Mail_Digest',
	'Waiting_Count',
	'Bulk_Reject',
	'Admin_Page',
	'Rendering',
	'Differences',
	'Search_Result',
	'Review_Page',
	'Review_Notices',
	'Review_Findings',
	'Review_Texts',
	'Review_Seo',
	'Review_Evidence',
	'Review_History',
	'Review_Decide',
	'Review_Held',
	'Review_Actions',
	'Glossary_Screen',
	'Plugin',
) as $part ) {
	require_once __DIR__ . '/includes/' . $part . '.php';
}
unset( $part );

Plugin::register();
