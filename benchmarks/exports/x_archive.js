window.YTD.tweets.part0 = [
 {"tweet": {"id": "1770000000000000001", "id_str": "1770000000000000001", "created_at": "Tue Mar 19 14:05:17 +0000 2024",
  "full_text": "@jo_example Sorry to hear that &amp; thanks for telling us. Send us your order number, please. https://t.co/a1", "lang": "en",
  "truncated": false, "in_reply_to_status_id": "1770000000000000000", "in_reply_to_status_id_str": "1770000000000000000",
  "in_reply_to_user_id_str": "77", "in_reply_to_screen_name": "jo_example", "favorite_count": "0", "retweet_count": "0",
  "source": "<a href=\"https://help.example\">Help Desk</a>", "display_text_range": ["12", "101"],
  "entities": {"hashtags": [], "symbols": [], "user_mentions": [{"name": "Jo", "screen_name": "jo_example", "indices": ["0", "11"], "id_str": "77", "id": "77"}],
   "urls": [{"url": "https://t.co/a1", "expanded_url": "https://help.example/orders", "display_url": "help.example/orders", "indices": ["88", "103"]}]}}},
 {"tweet": {"id": "1770000000000000002", "id_str": "1770000000000000002", "created_at": "Wed Mar 20 09:00:00 +0000 2024",
  "full_text": "Our lines are open again from 9 to 5, seven days a week.", "lang": "en", "truncated": false, "favorite_count": "4",
  "retweet_count": "1", "source": "<a href=\"https://help.example\">Help Desk</a>", "display_text_range": ["0", "57"],
  "entities": {"hashtags": [], "symbols": [], "user_mentions": [], "urls": []}}}
]
