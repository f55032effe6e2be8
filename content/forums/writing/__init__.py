"""Writing in the forums: topics, replies, edits, reactions, answers, polls, files, drafts."""
