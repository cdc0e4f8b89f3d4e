-- Made-up conversations of 50 skewed clients. {size} conversations, {open} of them open; random, but the
-- same each time. Run by the superuser with triggers and secondary indexes off (bench/data.py).
select setseed(0.4127);

insert into people_person (id, password, email, name, is_admin, is_active, language, single_keys, side)
select p, '', 'operator' || p || '@bench.example',
       (array['藤原','小野寺','大西','村井','高梨','江口','相良','早川'])[p % 8 + 1] || ' '
       || (array['みお','健','さやか','拓','ゆき'])[p % 5 + 1] || p, false, true, 'ja', true, 'provider'
from generate_series(1, 40) p;

insert into clients_client (id, key, name, hue, sender_name, signature)
select c, 'client-' || c,
       (array['こもれび食器店','みなと家電','すずかぜ旅行','山猫コーヒー','ノースパイン会計'])[c % 5 + 1] || c,
       c % 12 + 1, '窓口' || c, 'お客様窓口' from generate_series(1, 50) c;
insert into clients_address (client_id, address, is_default)
select c, 'support@client-' || c || '.example', true from generate_series(1, 50) c;
insert into clients_replypolicy
       (id, client_id, version, calendar, closures, due_minutes, late_minutes, limit_minutes, valid_from)
select c, c, 1, '{calendar}', '[]', 60, 180, 360, '2020-01-01' from generate_series(1, 50) c;
insert into clients_term (client_id, preferred, avoided, note, example)
select c, 'うつわ', '商品', '', '' from generate_series(1, 50) c
union all select c, 'ごあいさつ券', 'クーポン', '', '' from generate_series(1, 50) c;
-- Five clients a person, four people a client.
insert into clients_assignment (client_id, person_id, role, takes_new, in_training, starts_at)
select (p - 1 + 10 * j) % 50 + 1, p, case when p > 36 then 'director' else 'operator' end, false, false, '2020-01-01'
from generate_series(1, 40) p, generate_series(0, 4) j;

-- The plan of each conversation: client k gets a share of about 1 / sqrt(k); the newest are the open ones.
create temp table plan as
select i, client, i > {size} - {open} as is_open,
       case when i % 10 = 5 then 20 else 1 + (random() * 8.999)::int % 9 end as n,
       case when random() < 0.08 then null
            else (client - 1) % 10 + 1
                 + 10 * (case when random() < 0.55 then 0 else floor(random() * 4)::int end) end as owner,
       (random() * 1e9)::bigint as dice,
       case when i > {size} - {open} then timestamptz '{now}' - power(random(), 3) * interval '4 days'
            else timestamptz '{now}' - interval '5 days' - ({size} - i)::float / {size} * interval '730 days'
       end as last_at
from (select i, least(50, 1 + floor(50 * power(random(), 2)))::int as client
      from generate_series(1, {size}) i) s;
create index on plan (i);
analyze plan;

insert into conversations_customer (id, client_id, email, name, first_seen_at)
select i, client, 'customer' || i || '@customer.example',
       (array['田島','池上','中原','柴田','佐伯','上村','西田','堀','大塚','髙橋'])[dice % 10 + 1] || ' '
       || (array['由美','彩','陽一','京子','香織','直子','大輔','美奈子'])[dice % 8 + 1], last_at - interval '1 day'
from plan;

insert into conversations_conversation
       (id, client_id, customer_id, subject, state, ball, owner_id, opened_at, last_message_at, snippet,
        newest_customer_message_id, due_at, late_at, limit_at, snoozed_until, snoozed_by_id, asked_client_at)
select i, client, i,
       (array['飯碗の縁が欠けて届きました','冷蔵庫の修理日を変えたい','キャンセル料はいつから？','定期便のお届け先の変更',
              'CSV取込でエラー','返金の承認について','予約時間を30分後ろへ','領収書の宛名','返品交換の受付について'])[dice % 9 + 1]
       || ' ' || i,
       case when is_open then 'open' else 'closed' end,
       case when not is_open then 'nobody' when n % 2 = 1 then 'us' else 'them' end,
       owner, last_at - (n - 1) * interval '17 minutes', last_at,
       '交換をお願いしたいです。母への贈り物なので、きれいなものをお願いできますか。',
       i * 32 + (n - 1) / 2 * 2,
       case when is_open and n % 2 = 1 then last_at + interval '1 hour' end,
       case when is_open and n % 2 = 1 then last_at + interval '3 hours' end,
       case when is_open and n % 2 = 1 then last_at + interval '6 hours' end,
       case when is_open and owner is not null and dice % 25 = 3
            then timestamptz '{now}' + (dice % 97 - 20) * interval '1 hour' end,
       case when is_open and owner is not null and dice % 25 = 3 then owner end,
       case when is_open and dice % 20 = 7 then last_at end
from plan;

insert into conversations_message
       (id, client_id, conversation_id, kind, author_id, sender_name, sender_address, at, text, quoted_text,
        mail_id, body_hash, draft_key, delivery, delivery_at, delivery_note, needs_no_answer, no_answer_reason,
        notice, copied, has_html, written_seconds, promised)
select i * 32 + j, client, i, case when j % 2 = 0 then 'customer' else 'reply' end,
       case when j % 2 = 1 then coalesce(owner, (client - 1) % 10 + 1) end,
       case when j % 2 = 0 then '田島 由美' else '藤原 みお' end,
       case when j % 2 = 0 then 'customer' || i || '@customer.example' else '' end,
       last_at - (n - 1 - j) * interval '17 minutes',
       case when j = (n - 1) / 2 * 2 and i % 5 = 2 then
         -- What measures/search.py has to find again: the customer's last words of each fifth conversation.
         (array['返品交換受付窓口の場所を教えてください。','先日の申込みのｷｬﾝｾﾙをお願いできますか。',
                '先週引っ越しました。お届け先を変えてください。','領収書を再発行していただけますか。'])[i / 5 % 4 + 1]
         || '控えはP-' || i || 'です。'
       when j % 2 = 0 then
         (array['昨日届いた粉引の飯碗のうち、1点の縁が欠けていました。交換をお願いできますか。',
                '定期便を来月から止めたいのですが、キャンセルの手続きを教えてください。',
                '返品交換の受付はまだ間に合いますか。注文番号はA' || i || 'です。',
                'サーバーの設定を変えたら請求書が出なくなりました。見積もりも確認したいです。',
                '引っ越しのため、お届け先を変更したいです。新しい住所は次のとおりです。'])[(dice + j) % 5 + 1]
       else
         (array['お問い合わせありがとうございます。お写真を拝見し、本日15時までに交換の可否をお返事いたします。',
                'ご連絡ありがとうございます。お手続きは11月26日(木)までに完了いたします。',
                'お待たせいたしました。新しいお届け先を承りました。'])[(dice + j) % 3 + 1]
       end || repeat('どうぞよろしくお願いいたします。', (dice + j)::int % 4),
       '', '<' || i || '.' || j || '@bench.example>', md5(i || '.' || j) || md5(j::text),
       case when j % 2 = 1 then md5(i || '.' || j)::uuid end,
       case when j % 2 = 0 then 'none' when is_open and dice % 400 = 11 and j >= n - 2 then 'failed' else 'sent' end,
       case when j % 2 = 1 then last_at - (n - 1 - j) * interval '17 minutes' end,
       '', false, '', '', '[]', false, case when j % 2 = 1 then 40 + (dice + j) % 300 end, '{{}}'
from plan, generate_series(0, n - 1) j;

insert into conversations_attachment
       (client_id, message_id, position, name, content_type, size, sha256, content_id, scan, confidentiality)
select client, i * 32, 0, 'IMG_' || i || '.jpg', 'image/jpeg', 1800000, md5(i::text) || md5(i::text), '', '', 'public'
from plan where dice % 7 = 0;

insert into conversations_replyclock
       (client_id, conversation_id, position, policy_id, message_id, since, due_at, late_at, limit_at,
        paused_seconds, met_at, stopped_at, outcome)
select client, i, j / 2 + 1, client, i * 32 + j, at, at + interval '1 hour', at + interval '3 hours',
       at + interval '6 hours', 0,
       case when j + 1 < n then at + interval '17 minutes' end,
       case when j + 1 < n then at + interval '17 minutes' when not is_open then at + interval '1 day' end,
       case when j + 1 < n then 'answered' when not is_open then 'closed' else 'running' end
from plan, generate_series(0, n - 1, 2) j,
     lateral (select last_at - (n - 1 - j) * interval '17 minutes' as at) t;

insert into conversations_seen (client_id, conversation_id, person_id, message_id)
select client, i, owner, i * 32 + (n - 1) / 2 * 2 - case when is_open then dice % 3 * 2 else 0 end
from plan where owner is not null;

insert into guard_guardcheck
       (client_id, message_id, person_id, at, text_hash, rulebook_version, findings, outcome, reason, found,
        rewritten, silenced)
select client, i * 32 + j, coalesce(owner, (client - 1) % 10 + 1), last_at, md5(i::text) || md5(j::text), 'bench',
       '[]', 'clean', '', '{{}}', '{{}}', '[]'
from plan, generate_series(1, n - 1, 2) j;

-- Each tenth of these left with something of a rule's in it, or was mended before.
insert into guard_guardfinding
       (client_id, guard_check_id, message_id, rule, severity, span, reason, outcome, person_id, at, verdict)
select g.client_id, g.id, g.message_id,
       (array['concrete-wording','reply-promise','deadline-on-acceptance','conclusion-first'])[g.message_id % 4 + 1],
       'warn', 'なるべく早く', 'いつになるのか分かりません',
       (array['sent','rewritten','silenced'])[g.message_id % 3 + 1], g.person_id, g.at, ''
from guard_guardcheck g where g.message_id / 32 % 10 = 4;

insert into platform_event (at, kind, client_id, conversation_id, actor_id, data)
select at, kind, client, i, actor, data from (
  select i, client, -1 as j, last_at - (n - 1) * interval '17 minutes' as at, 'ConversationOpened' as kind,
         null::int as actor, jsonb_build_object('customer_id', i) as data from plan
  union all
  select i, client, j, last_at - (n - 1 - j) * interval '17 minutes',
         case when j % 2 = 0 then 'MessageReceived' else 'ReplySent' end,
         case when j % 2 = 1 then coalesce(owner, (client - 1) % 10 + 1) end,
         case when j % 2 = 0 then jsonb_build_object('message_id', i * 32 + j, 'policy_id', client)
              else jsonb_build_object('message_id', i * 32 + j) end
  from plan, generate_series(0, n - 1) j
  union all
  select i, client, 100, last_at + interval '1 hour', 'ConversationClosed', owner, '{{}}'::jsonb
  from plan where not is_open
) told order by i, j;

insert into conversations_tag (id, client_id, name)
select (c - 1) * 6 + t, c, (array['返品・交換','配送','請求','不具合','要望','VIP'])[t]
from generate_series(1, 50) c, generate_series(1, 6) t;
insert into conversations_conversationtag (client_id, conversation_id, tag_id)
select client, i, (client - 1) * 6 + dice % 6 + 1 from plan where dice % 3 = 0;

insert into conversations_heldreply
       (client_id, conversation_id, author_id, body, draft_key, last_seen_id, copied, asked_at, state, decision_note,
        guarded, approved_body, promised, urgent_reason)
select client, i, owner, '承認をお願いします。', md5('held' || i)::uuid, i * 32, '[]', last_at, 'waiting', '',
       '{{}}', '', '{{}}', ''
from plan where is_open and owner is not null and dice % 150 = 5;
insert into conversations_scheduledreply
       (client_id, conversation_id, author_id, body, reason, close, copied, draft_key, last_seen_id, asked_at,
        send_at, state, held_because, guarded, promised)
select client, i, owner, '明日お届けします。', '', false, '[]', md5('later' || i)::uuid, i * 32, last_at,
       timestamptz '{now}' + interval '1 day', case when dice % 3 = 0 then 'held' else 'scheduled' end, '',
       '{{}}', '{{}}'
from plan where is_open and owner is not null and dice % 40 = 9;
insert into conversations_mention (client_id, conversation_id, message_id, person_id, at)
select client, i, i * 32, owner, last_at from plan where is_open and owner is not null and dice % 60 = 1;

-- A word was given in each third matter: kept nearly always where it is done, owed where it is open.
insert into promises_promise
       (client_id, conversation_id, message_id, side, span, what, due_at, owner_id, given_at, given_by_id, state,
        settled_at, settled_by_id, release_reason)
select client, i, i * 32 + 1, 'us', '本日15時までに', '交換の可否を返事', last_at + interval '4 hours', owner, last_at,
       owner,
       case when is_open then 'open' when dice % 25 = 1 then 'late' else 'kept' end,
       case when is_open then null when dice % 25 = 1 then last_at + interval '5 hours'
            else last_at + interval '3 hours' end,
       case when not is_open then owner end, ''
from plan where n > 1 and owner is not null and dice % 3 = 1;

-- What each client agreed to on the whole, and somebody of theirs who agreed.
insert into people_person
       (id, password, email, name, is_admin, is_active, language, single_keys, side, member_of)
select 100 + c, '', 'member@client-' || c || '.example', '佐伯 香織' || c, false, true, 'ja', true, 'client', c
from generate_series(1, 50) c;
insert into contacts_contact
       (id, client_id, name, email, department, person_id, is_owner, device, preferred_form, preferred_words, added_at)
select c, c, '佐伯 香織' || c, 'member@client-' || c || '.example', '通販部', 100 + c, true, 'pc', '', '', '2020-01-01'
from generate_series(1, 50) c;
insert into expectations_sheet
       (id, client_id, version, state, valid_from, review_on, text, text_hash, edited_at, edited_by_id, proposed_at,
        proposed_by_id, agreed_at)
select c, c, 1, 'in_force', '2020-01-01', '2030-01-01', '合意した文', encode(sha256('合意した文'), 'hex'),
       '2020-01-01', 37, '2020-01-01', 37, '2020-01-01'
from generate_series(1, 50) c;
insert into expectations_sheetfigure
       (client_id, sheet_id, position, label, measure, within, comparison, target, unit)
select c, c, p, label, measure, number, comparison, target, unit
from generate_series(1, 50) c, (values
  (0, '初回返信 1時間以内', 'first_reply_within', 60, 'at_least', 95, '%'),
  (1, '初回返信の中央値', 'first_reply_median', null, 'at_most', 30, '分'),
  (2, '解決 24時間以内', 'resolved_within', 24, 'at_least', 80, '%'),
  (3, '約束を守った割合', 'promises_kept', null, 'at_least', 98, '%'),
  (4, 'ルールを守った割合', 'guard_kept', null, 'at_least', 98, '%')
) f (p, label, measure, number, comparison, target, unit);
insert into expectations_sheetmanner (client_id, sheet_id, position, kind, words)
select c, c, 0, 'tone', '短く、ていねいに。お詫びは一度。' from generate_series(1, 50) c;

-- The rooms: threads of twenty messages; of those that grow with the years only the first twenty are open.
create temp table threads as
select {size} + (t - 1) * 50 + c as i, c as client, t, t <= 20 as is_open,
       timestamptz '{now}' - power(t, 1.5) * interval '2 hours' as last_at
from generate_series(1, 50) c, generate_series(1, 20 + {size} / 2500) t;
insert into conversations_customer (id, client_id, kind, email, name, first_seen_at)
select {size} + c, c, 'client', '', '窓口' || c, '2020-01-01' from generate_series(1, 50) c;
insert into conversations_conversation
       (id, client_id, customer_id, channel, subject, state, ball, owner_id, opened_at, last_message_at, snippet,
        newest_customer_message_id)
select i, client, {size} + client, 'room', '来月の進め方 ' || t, case when is_open then 'open' else 'closed' end,
       case when is_open then 'them' else 'nobody' end, (client - 1) % 10 + 1, last_at - interval '19 hours', last_at,
       '承知しました。本日15時までにお送りします。', i * 32 + 18
from threads;
insert into conversations_message
       (id, client_id, conversation_id, channel, kind, author_id, sender_name, sender_address, at, text, quoted_text,
        body_hash, draft_key, delivery, delivery_note, needs_no_answer, no_answer_reason, notice, copied, has_html,
        promised)
select i * 32 + j, client, i, 'room', case when j % 2 = 0 then 'customer' else 'reply' end,
       case when j % 2 = 0 then 100 + client else (client - 1) % 10 + 1 end,
       case when j % 2 = 0 then '佐伯 香織' || client else '藤原 みお' end, '',
       last_at - (19 - j) * interval '1 hour',
       case when j % 2 = 0 then '在庫の一覧を今週中にいただけますか。返品の件数も知りたいです。'
            else '承知しました。本日15時までにお送りします。' end,
       '', md5(i || '.' || j) || md5(j::text), case when j % 2 = 1 then md5(i || '.' || j)::uuid end, 'none', '', false,
       '', '', '[]', false, '{{}}'
from threads, generate_series(0, 19) j;
insert into conversations_replyclock
       (client_id, conversation_id, position, policy_id, message_id, since, due_at, late_at, limit_at,
        paused_seconds, met_at, stopped_at, outcome)
select client, i, j / 2 + 1, client, i * 32 + j, at, at + interval '1 hour', at + interval '3 hours',
       at + interval '6 hours', 0, at + interval '1 hour', at + interval '1 hour', 'answered'
from threads, generate_series(0, 18, 2) j, lateral (select last_at - (19 - j) * interval '1 hour' as at) t;
insert into rooms_readmark (client_id, conversation_id, person_id, up_to, at)
select client, i, (client - 1) % 10 + 1, i * 32 + 18 - t % 3, last_at from threads;
insert into rooms_pin (client_id, message_id, person_id, at)
select client, i * 32 + 1, (client - 1) % 10 + 1, last_at from threads where t % 7 = 1;
insert into rooms_reaction (client_id, message_id, person_id, kind, at)
select client, i * 32 + 19, 100 + client, 'thanks', last_at from threads where t % 2 = 1;

-- Twelve open tasks a client, and those of the years that are done.
insert into tasks_task
       (client_id, conversation_id, title, purpose, approach, scope, is_internal, requested_by_id, requested_at,
        is_clear, due_at, first_due_at, owner_id, estimate_minutes, state, state_at, state_by_id, reason, closed_at)
select c, {size} + c, '在庫の一覧を送る ' || t, '', '', '', t % 3 = 0, 100 + c,
       timestamptz '{now}' - t * interval '9 hours', true, timestamptz '{now}' + (18 - t) * interval '9 hours',
       timestamptz '{now}' + (18 - t) * interval '9 hours', (c - 1) % 10 + 1, 60,
       case when t <= 12 then 'doing' else 'done' end, timestamptz '{now}' - t * interval '8 hours', (c - 1) % 10 + 1, '',
       case when t > 12 then timestamptz '{now}' - t * interval '8 hours' end
from generate_series(1, 50) c, generate_series(1, 12 + {size} / 500) t;
