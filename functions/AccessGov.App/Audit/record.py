#!/usr/bin/env python3
"""Reads an exported audit record of AccessGov. Needs Python 3.9 or newer, no packages, no network, nothing of the product.

    python3 record.py verify [--key FILE] [--kept FILE] [--policy FILE] [--note FILE]…
    python3 record.py report [--person NUMBER] [--on YYYY-MM-DD] [--holders [ZONE]]     (both: [--json] [--lang ja|en])

verify: is every line what was sealed, is every signature good, is every kept file the one that the record names, was every plan
        that needed approval approved before it was begun, and was nothing erased that two people did not agree to erase.
        --policy FILE witness policy that reached you another way: only with it, and with as many recent cosignatures as it asks for,
                      is the record called verified.
        --now TIME    UTC, as 2026-04-01T09:00:00: says whether cosignatures were recent then, of an export that is old.
        --note FILE   a checkpoint of the log that you kept: the record must have grown out of it.
        Of the chain of old (folder closed-chain, or a record that was exported before there was a log):
        --key FILE    public keys (PEM) that reached you another way; without it the folder's own are believed.
        --kept FILE   checkpoint lines that you kept: the chain must have grown out of them, under the same key.
report: who approved what; what was changed for whom, from what to what, because of which order; who held rights on a day; from
        which policies plans were made; what happened with sealed accounts, access reviews and requests. It verifies first. The numbers
        of lines are those of facts.ndjson: look there for everything else.

Exit codes: 0 as it should be, 2 wrong command line, 6 the record is not as it should be. How the files are made: README.txt.
"""
import argparse, base64, datetime, gzip, hashlib, hmac, json, os, re, sys

TEXTS = {
    'Head': ('団体 {0} の監査記録（{1} 件、封印したときの内容と一致）', 'Audit record of {0} ({1} facts, as they were sealed)'),
    'Erased': (
        '{0} より前の事実 {1} 件は、保存期間の後に消去されています（{2}、{3}行目）。それより前の日の答えは一部です',
        '{1} facts before {0} were erased after their retention ({2}, line {3}): of days before, this answers only in part',
    ),
    'Policies': ('■ 計画に使われたポリシー設定', '■ Policies that plans were made from'),
    'Policy': ('{0} から {1}（{2}行目、{3}）', 'from {0}: {1} (line {2}, {3})'),
    'InForce': ('{0} に有効化、{1}行目', 'put into force on {0}, line {1}'),
    'NotInForce': ('有効にした記録なし', 'never put into force'),
    'Worker': ('職員 {0}', 'worker {0}'),
    'Trigger': ('自動処理（{0}）', 'AccessGov ({0})'),
    'Application': ('外部システム {0}', 'program {0}'),
    'OsUser': ('OSの利用者 {0}', 'OS user {0}'),
    'Approvals': ('■ 承認', '■ Approvals'),
    'Approval': (
        '{0} {1} が計画 {2} を承認（作成者 {3}、判定「{4}」、{5}行目）',
        '{0} {1} approved plan {2} (made by {3}, verdict “{4}”, line {5})',
    ),
    'Decision': ('{0} {1} が{2}を承認（提案者 {3}、内容 {4}、{5}行目）', '{0} {1} approved {2} (proposed by {3}, content {4}, line {5})'),
    'Changes': ('■ 変更', '■ Changes'),
    'Change': (
        '{0} 職員 {1}: {2}{3} → {4}（理由 {5}、所属 {6}、発令の日 {7}、規則 {8}、根拠 {9}、承認 {10}、{11}行目）',
        '{0} worker {1}: {2}{3} → {4} (because {5}, unit {6}, day of the order {7}, rule {8}, article {9}, approved by {10}, line {11})',
    ),
    'Right': ('「{0}」', ' “{0}”'),
    'Value': (' {0} [{1} → {2}]', ' {0} [{1} → {2}]'),
    'Emergencies': ('■ 緊急用IDの開封', '■ Sealed emergency accounts'),
    'Emergency': ('{0} {1} が {2}: {3}（開封 {4}、{5}、{6}行目）', '{0} {1} {2}: {3} (opening {4}, {5}, line {6})'),
    'Reviews': ('■ 棚卸し', '■ Access reviews'),
    'Review': (
        '{0} {1} が {2}: {3}（対象 {4} 件、受付番号 {5}、続ける {6}、やめる {7}、わからない {8}、確認者・代理 {9}、{10}、{11}行目）',
        '{0} {1} {2}: {3} (items {4}, receipt {5}, keep {6}, remove {7}, not sure {8}, for {9}, {10}, line {11})',
    ),
    'Requests': ('■ 利用申請・例外措置', '■ Requests and exceptions'),
    'Request': (
        '{0} {1} が職員 {2} の「{3}」: {4}（申請 {5}、段階 {6}、終わり方 {7}、期限 {8}、{9}、{10}行目）',
        '{0} {1} for worker {2} “{3}”: {4} (request {5}, stage {6}, end {7}, until {8}, {9}, line {10})',
    ),
    'Holders': ('■ {0} の終わりに「{1}」の権限を持っていた者（{2} 件）', '■ Who held rights of “{1}” at the end of {0} ({2})'),
    'NoBaseline': (
        'その日までの基準（holders-read）がないため、記録に残る付与だけを示します。',
        'No baseline (holders-read) up to that day: only what the record gave is shown.',
    ),
    'Holder': ('「{0}」 職員 {1} アカウント {2}（{3} から、{4}行目）', '“{0}” worker {1} account {2} (since {3}, line {4})'),
    'TakenThatDay': ('■ その日に取り消された者（{0} 件）', '■ Taken on that day ({0})'),
    'Outside': ('■ AccessGov の外での変更', '■ Changed outside AccessGov'),
    'given-outside': (
        '「{0}」 職員 {1} アカウント {2}: 記録にない付与を {3} に確認（{4}行目）',
        '“{0}” worker {1} account {2}: given without a record, found on {3} (line {4})',
    ),
    'taken-outside': (
        '「{0}」 職員 {1} アカウント {2}: 記録にない取消しを {3} に確認（{4}行目）',
        '“{0}” worker {1} account {2}: taken without a record, found on {3} (line {4})',
    ),
    'None': ('なし', 'none'),
    'Unknown': ('－', '–'),
}
WORDS = {
    'CreateAccount': ('アカウントを作成', 'create account'), 'ChangeAttributes': ('属性を変更', 'change attributes'),
    'EnableAccount': ('アカウントを有効化', 'enable account'), 'DisableAccount': ('アカウントを無効化', 'disable account'),
    'RevokeSessions': ('セッションを失効', 'end sessions'), 'AddMember': ('付与', 'give'), 'RemoveMember': ('取消し', 'take'),
    'DeleteAccount': ('アカウントを削除', 'delete account'), 'RestoreAccount': ('アカウントを復元', 'restore account'),
    'applied': ('実施', 'applied'), 'already-true': ('すでにその状態', 'already so'),
    'stale': ('見送り', 'not tried, no longer as planned'), 'deferred': ('延期', 'deferred'), 'failed': ('失敗', 'failed'),
    'clear': ('適用可', 'may be applied'), 'needs-approval': ('承認が必要', 'needs approval'), 'refused': ('適用不可', 'refused'),
    'policy': ('ポリシー設定', 'the policy'), 'operators': ('操作者一覧', 'the table of operators'),
    'go-live': ('運用開始', 'going live'), 'erasure': ('記録の消去', 'erasing facts'), 'MyNumber': ('マイナンバー利用事務系', 'My Number zone'),
    'Lgwan': ('LGWAN接続系', 'LGWAN zone'), 'Internet': ('インターネット接続系', 'Internet zone'),
    'Independent': ('独自系', 'independent zone'), 'Joins': ('採用', 'joins'),
    'Serves': ('発令による所属', 'serves there by order'), 'IsGranted': ('申請・例外の承認', 'request or exception'),
    'Moved': ('異動', 'moved'), 'Left': ('退職', 'left'), 'OnLeave': ('休職・休業', 'on leave'), 'OnDuty': ('在職', 'on duty'),
    'GateClosed': ('条件を満たさない', 'a gate is closed'), 'Separated': ('職務の分離', 'separation of duties'),
    'GrantExpired': ('期限切れ', 'grant expired'), 'Unexplained': ('根拠なし', 'unexplained'),
    'AttributesDiffer': ('人事の記録と異なる', 'differs from personnel records'), 'Renumbered': ('職員番号の変更', 'new number'),
    'RetentionOver': ('保存期間の終了', 'retention over'), 'Held': ('利用停止中', 'on hold'),
    'WasStopped': ('即時停止後の在職登録', 'on duty again after being shut out at once'),
    'ShutByOthers': ('他者による無効化', 'disabled by somebody else'), 'Vanished': ('在職中だがアカウントがない', 'on duty without an account'),
    'WasDeleted': ('誤って削除', 'was deleted'), 'RightRetired': ('権限の廃止', 'the right was retired'),
    'NoLongerDue': ('付与した根拠がなくなった', 'what gave it is gone'),
    'Adopted': ('既存アカウントの引き当て', "chosen as the worker's account"),
    'ReviewedAway': ('棚卸しにより停止', 'taken by an access review'),
    'emergency-asked': ('開封を申請', 'asked to open'),
    'emergency-withdrawn': ('申請を取り下げ', 'withdrew the wish'),
    'emergency-agreed': ('開封に同意', 'agreed to open'),
    'emergency-opened': ('開封', 'opened'),
    'emergency-failed': ('開封できず', 'not opened'),
    'emergency-closing': ('閉じる指示', 'to be shut'),
    'emergency-ended': ('閉鎖', 'shut'),
    'emergency-reviewed': ('事後確認', 'reviewed'),
    'review-opened': ('開始', 'opened'),
    'review-empty': ('対象なし（開始していません）', 'nothing in it, not opened'),
    'review-movers-seen': ('異動した人を確認', 'looked at who moved'),
    'review-submitted': ('提出', 'handed in'),
    'review-silence': ('回答なし・退職などの処理', 'nobody answered, or left'),
    'review-taken-back': ('取消し', 'took back'),
    'review-told': ('回答がないと停止する件数の予告', 'showed what silence takes'),
    'review-escalated': ('所管課に確認', 'the owners are asked'),
    'review-closed': ('終了', 'closed'),
    'review-deputy-named': ('代理の指定', 'named a stand-in'),
    'review-proved': ('反映・確認済', 'read back as taken'),
    'request-asked': ('申請', 'asked'),
    'request-agreed': ('承認', 'agreed'),
    'request-ended': ('終了', 'ended'),
    'request-end-told': ('終わりの予告', 'told of the end'),
    'stage-head': ('所属長', 'head'),
    'stage-owner': ('権限の所管課', 'owner'),
    'stage-officer': ('情報セキュリティ責任者', 'officer'),
    'rejected': ('却下', 'rejected'),
    'withdrawn': ('取下げ', 'withdrawn'),
    'returned': ('返却', 'returned'),
    'left': ('退職', 'has left'),
    'moved': ('異動', 'has moved'),
    'not-decided': ('期限までに承認なし', 'not decided in time'),
    'profiles': ('取込設定', 'the mapping profiles'),
    'nodes': ('ノード一覧', 'the table of nodes'),
    'ReconcileNightly': ('夜間処理', 'nightly run'),
    'TurnOfDay': ('日付の変わり目の処理', 'turn of the day'),
    'ForgetSigned': ('期限の過ぎた要求の整理', 'signed requests forgotten'),
    'AskKeyPlans': ('鍵が変わった人の計画', 'plans for whose keys changed'),
    'ReadSignIns': ('最後のサインインの読取り', 'reading of last sign-ins'),
    'CloseEmergencies': ('緊急用IDを閉じる処理', 'shutting of sealed accounts'),
    'WatchSealed': ('緊急用IDの見張り', 'watch of sealed accounts'),
    'SendReminders': ('鍵の登録を促すメール', 'mail about keys'),
    'SendReviewMails': ('棚卸しのメール', 'mail about reviews'),
    'SendEndingMails': ('期限の近い権限のメール', 'mail about rights that end'),
    'KeepLog': ('記録のログの署名', "signing of the record's log"),
    'RenewSubscriptions': ('変更の通知の購読', 'subscriptions to changes'),
    'HrFileArrived': ('届いた人事ファイルの取込み', 'personnel file that arrived'),
    'HrChanged': ('人事情報が変わった人の計画', 'plan for whose facts changed'),
    'PlanMade': ('できた計画、承認された計画の処理', 'plan that was made or approved'),
    'ApplyChunk': ('計画の適用', 'plan being applied'),
    'ApplyUrgent': ('急ぎの停止（退職など）', 'urgent stop'),
    'VerifyPlan': ('適用後の確認', 'check after applying'),
    'DirectoryChanged': ('ディレクトリの変更の確認', 'change in the directory'),
    'SealAudit': ('記録の封印', 'sealing of the record'),
    'PollInbox': ('受信フォルダーの確認', 'look into the inbox'),
    'PollDirectory': ('ディレクトリの変更の読取り', 'reading of changes'),
    'WarmUpAsync': ('起動時の読込み', 'reading at the start'),
    'Upgrade': ('使用中の設定の引継ぎ', 'what was in use'),
    'Portal': ('画面', 'portal'),
    'Web': ('画面', 'portal'),
}
ACTORS = {'trigger': 'Trigger', 'app': 'Application', 'os': 'OsUser'}


class Broken(Exception):
    """A line, a signature or a kept file that is not as it was sealed."""


# ---- The chain of old: hash(n) = SHA-256(hash(n-1) as text, then the bytes of fact n) -------------------------------------------------
def sha(data):
    return hashlib.sha256(data).hexdigest()


def lines_of(folder, name):
    with open(os.path.join(folder, name), 'rb') as file:
        for number, line in enumerate(file, 1):
            if not line.endswith(b'\n'):
                raise Broken(f'{name} line {number}: the file was cut')
            yield number, line[:-1]


def hash_at_begin(tenant):
    return sha(f'accessgov-audit-chain/1\n{tenant}\n'.encode())


def read_chain(folder, tenant, on_size):
    """Every fact with its line number; on_size(n, hash) is called where the chain has n lines."""
    before, number = hash_at_begin(tenant), 0
    on_size(0, before)
    for number, line in lines_of(folder, 'facts.ndjson'):
        text = line[8:-75]
        before = sha(before.encode() + text)
        if line != b'{"fact":' + text + b',"hash":"' + before.encode() + b'"}':
            raise Broken(f'facts.ndjson line {number}: it does not follow from the line before it')
        fact = json.loads(text)
        if fact['seq'] != number or fact['tenant'] != tenant:
            raise Broken(f'facts.ndjson line {number}: its number or tenant is wrong')
        on_size(number, before)
        yield number, fact


# ---- Signatures: ECDSA on P-256 with SHA-256 (FIPS 186-4), by the definition of it ---------------------------------------------
P = 0xFFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF
N = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
B = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B
G = (
    0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
    0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5,
)


def add(p, q):
    if p is None or q is None:
        return p or q
    if p[0] == q[0] and (p[1] + q[1]) % P == 0:
        return None
    if p == q:
        slope = (3 * p[0] * p[0] - 3) * pow(2 * p[1], -1, P) % P
    else:
        slope = (q[1] - p[1]) * pow(q[0] - p[0], -1, P) % P
    x = (slope * slope - p[0] - q[0]) % P
    return x, (slope * (p[0] - x) - p[1]) % P


def times(factor, point):
    product = None
    while factor:
        if factor & 1:
            product = add(product, point)
        point, factor = add(point, point), factor >> 1
    return product


def holds(point, signature, text):
    """Whether a DER signature SEQUENCE { r INTEGER, s INTEGER } over the text is one of the key with this point."""
    found = re.fullmatch(rb'\x30.(\x02(.)(.+))', signature, re.S)
    if not found:
        return False
    size = found.group(2)[0]
    r, rest = int.from_bytes(found.group(3)[:size], 'big'), found.group(3)[size:]
    if rest[:1] != b'\x02' or rest[1] != len(rest) - 2:
        return False
    s = int.from_bytes(rest[2:], 'big')
    if not (0 < r < N and 0 < s < N):
        return False
    digest, inverse = int(sha(text), 16), pow(s, -1, N)
    sum_ = add(times(digest * inverse % N, G), times(r * inverse % N, point))
    return sum_ is not None and sum_[0] % N == r


def read_keys(path):
    """Keys by their id: the first 16 digits of the SHA-256 of the key in DER. The last 64 bytes of it are the point."""
    keys = {}
    with open(path, encoding='ascii') as file:
        for block in re.findall('-----BEGIN PUBLIC KEY-----(.*?)-----END PUBLIC KEY-----', file.read(), re.S):
            der = base64.b64decode(block)
            point = int.from_bytes(der[-64:-32], 'big'), int.from_bytes(der[-32:], 'big')
            if der[-65:-64] != b'\x04' or (point[1] ** 2 - point[0] ** 3 + 3 * point[0] - B) % P:
                raise Broken(f'{os.path.basename(path)}: a key is not on the curve P-256')
            keys[sha(der)[:16]] = point
    if not keys:
        raise Broken(f'{os.path.basename(path)}: there is no public key')
    return keys


def read_checkpoint(line, keys, where):
    found = re.fullmatch(rb'\{"checkpoint":(\{.*\}),"signature":"([A-Za-z0-9+/=]+)"\}', line)
    if not found:
        raise Broken(f'{where}: it is no checkpoint')
    checkpoint = json.loads(found.group(1))
    if checkpoint['format'] != 'accessgov-audit-checkpoint/1':
        raise Broken(f'{where}: its format is unknown')
    if checkpoint['key'] not in keys:
        raise Broken(f"{where}: it is signed by key {checkpoint['key']}, which is not among {', '.join(sorted(keys))}")
    if not holds(keys[checkpoint['key']], base64.b64decode(found.group(2)), found.group(1)):
        raise Broken(f'{where}: its signature does not hold')
    return checkpoint, found.group(1)


def read_checkpoints(folder, keys):
    before, size, read = None, 0, []
    for number, line in lines_of(folder, 'checkpoints.ndjson'):
        where = f'checkpoints.ndjson line {number}'
        checkpoint, text = read_checkpoint(line, keys, where)
        before = before or hash_at_begin(checkpoint['tenant'])
        if checkpoint['number'] != number or checkpoint['previous'] != before or checkpoint['size'] < size:
            raise Broken(f'{where}: it does not follow the checkpoint before it')
        before, size = sha(line), checkpoint['size']
        read.append((checkpoint, text))
    if not read:
        raise Broken('checkpoints.ndjson: nothing is signed')
    return read


# ---- What the chain names: plans, policies, maps of rights, lists of holders, what reviews found and what was said in them -----
PINNED = {
    'plan-made': ('kept', 'policy'), 'holders-read': ('kept', 'policy'), 'policy-kept': ('policy', 'rights'),
    'policy-read': ('kept',), 'decision-proposed': ('kept',), 'decision-approved': ('kept',),
    'review-opened': ('kept', 'population'), 'review-submitted': ('kept',), 'review-told': ('kept',),
    'review-paper-entered': ('kept',), 'review-movers-seen': ('kept',),
}


def pinned(fact):
    for key in PINNED.get(fact['kind'], ()):
        name = fact['body'].get(key)
        if isinstance(name, str) and re.fullmatch('[0-9a-f]{64}', name):
            yield name


def kept(folder, name):
    path = os.path.join(folder, 'kept', name)
    if not os.path.isfile(path):
        return None
    with open(path, 'rb') as file:
        content = file.read()
    if sha(content) != name:
        raise Broken(f'kept/{name}: its content has another hash')
    return content


def kept_json(folder, name):
    content = kept(folder, name) if name else None
    return None if content is None else json.loads(gzip.decompress(content))


# ---- No intent without the approval that its plan needed -----------------------------------------------------------------------
def note_approvals(number, fact, plans, wrong):
    kind, body, plan = fact['kind'], fact['body'], fact['partition']
    if not plan.startswith('plan:'):
        return
    state = plans.setdefault(plan, {'verdict': None, 'approved': False, 'rejected': False, 'authors': set()})
    if kind == 'plan-made':
        state.update(verdict=body.get('verdict'), approved=False)
        state['authors'] |= {*authors(body)} if state['authors'] else {fact['actor'], *authors(body)}
    elif kind == 'plan-refused' and 'verdict' in body:
        state['verdict'] = body['verdict']
    elif kind == 'plan-approved':
        state['approved'] |= fact['actor'] not in state['authors'] | set(authors(body))
    elif kind == 'plan-rejected':
        state['rejected'] = True
    elif kind == 'action-intended' and (state['rejected'] or not state['approved'] and state['verdict'] != 'clear'):
        wrong.append(number)


def authors(body):
    told = [body.get('author'), body.get('proposedBy'), *(body.get('authors') or [])]
    return list(dict.fromkeys(author for author in told if author))


def verify_chain(folder, key=None, kept_file=None, keeps=True):
    """Of a chain of old all that can be verified without the store, line by line. Returns what was found out."""
    keys = read_keys(key or os.path.join(folder, 'public-key.pem'))
    checkpoints = read_checkpoints(folder, keys)
    tenant = checkpoints[0][0]['tenant']
    due = [(c, f'checkpoints.ndjson line {c["number"]}') for c, _ in checkpoints]
    if kept_file:
        with open(kept_file, 'rb') as file:
            for line in filter(None, file.read().split(b'\n')):
                one, text = read_checkpoint(line, keys, 'the checkpoint that was kept')
                same = [t for c, t in checkpoints if c['number'] == one['number']]
                if same != [text]:
                    raise Broken(f"checkpoint {one['number']} is not the one that was kept: the record was cut or written anew")
                due.append((one, 'the checkpoint that was kept'))
    sizes = {}
    for checkpoint, where in due:
        sizes.setdefault(checkpoint['size'], []).append((checkpoint, where))

    def on_size(number, now):
        for checkpoint, where in sizes.pop(number, []):
            if checkpoint['head'] != now or checkpoint['tenant'] != tenant:
                raise Broken(f'{where}: it does not fit the facts')

    plans, wrong, names, number = {}, [], {}, 0
    for number, fact in read_chain(folder, tenant, on_size):
        note_approvals(number, fact, plans, wrong)
        names.update(dict.fromkeys(pinned(fact)))
    if sizes:
        raise Broken(f'facts.ndjson line {number + 1}: the end is missing')
    missing = [name for name in names if kept(folder, name) is None] if keeps else []
    return {
        'consistent': not wrong,
        'tenant': tenant,
        'facts': number,
        'checkpoints': len(checkpoints),
        'covered': checkpoints[-1][0]['size'],
        'keys': sorted({c['key'] for c, _ in checkpoints}),
        'unapproved': wrong,
        'missing': missing,
    }


# ---- Answers -------------------------------------------------------------------------------------------------------------------
def day_in(zone_name):
    try:
        from zoneinfo import ZoneInfo

        zone = ZoneInfo(zone_name)
    except Exception:
        if zone_name != 'Asia/Tokyo':
            raise SystemExit(f'This Python knows no time zone {zone_name}: install tzdata.')
        zone = datetime.timezone(datetime.timedelta(hours=9))
    return lambda at: (
        datetime.datetime.strptime(at, '%Y-%m-%dT%H:%M:%S.%fZ').replace(tzinfo=datetime.timezone.utc).astimezone(zone).date().isoformat()
    )


def without_nothing(**members):
    return {key: value for key, value in members.items() if value is not None}


def intended(number, fact, day):
    body = fact['body']
    change = {key: body.get(key) for key in (
        'what', 'plan', 'account', 'entitlement', 'zone', 'group', 'cause', 'rule', 'article', 'unit', 'dated'
    )}
    change.update(
        line=number, at=fact['at'], on=day(fact['at']), intendedAt=fact['at'], person=fact['subject'], outcome=None, approvedBy=[],
        values=[without_nothing(**{k: v.get(k) for k in ('name', 'now', 'toBe', 'nowHash', 'toBeHash')}) for v in body.get('changes', [])],
    )
    return change


def review(number, fact, on):
    """Something that happened with an access review; 'people' are those whose rights were read back as taken."""
    kind, body = fact['kind'], fact['body']
    if kind == 'review-submitted':
        kind = 'review-silence' if ':' in fact['actor'] else 'review-taken-back' if body.get('takesBack') else kind
    rights = body.get('rights') or []
    items = next((body[key] for key in ('items', 'people') if body.get(key) is not None), None)
    return dict(without_nothing(
        line=number, at=fact['at'], on=on, what=kind, round=fact['subject'], by=fact['actor'], receipt=body.get('receipt'),
        items=len(rights) if kind == 'review-proved' else items, keeps=body.get('keeps'), removes=body.get('removes'),
        unsure=body.get('unsure'), said=body.get('reason') if body.get('reason') is not None else body.get('scope'),
        **{'for': body.get('reviewer') if body.get('reviewer') is not None else body.get('by')},
    ), people={right.split(' ')[0] for right in rights})


def request(number, fact, on):
    body = fact['body']
    return without_nothing(
        line=number, at=fact['at'], on=on, what=fact['kind'], person=fact['subject'], by=fact['actor'], request=body.get('request'),
        right=body.get('right'), stage=body.get('stage'), how=body.get('how'), until=body.get('until'),
        said=body.get('purpose') if body.get('purpose') is not None else body.get('reason'),
    )


def is_true(change):
    return change['outcome'] in ('applied', 'already-true')


def read_record(facts, day):
    """Changes (an intent with its outcome), approvals, baselines, versions of the policy, what else happened, by their instants."""
    changes, open_, approvals, baselines, policies, rights, emergencies = [], {}, [], [], [], {}, []
    in_force, reviews, requests, erased = [], [], [], []
    for number, fact in facts:
        kind, body, on = fact['kind'], fact['body'], day(fact['at'])
        if kind in ('plan-made', 'policy-kept', 'holders-read') and body.get('policy'):
            policies.append({'policy': body['policy'], 'from': fact['at'], 'on': on, 'line': number})
        if kind == 'policy-kept':
            rights[body['policy']] = body['rights']
        elif kind == 'policy-read' and body.get('hash'):
            in_force.append({'policy': body['hash'], 'at': fact['at'], 'on': on, 'line': number})
        elif kind == 'plan-approved':
            approvals.append(without_nothing(
                line=number, at=fact['at'], on=on, what='plan', subject=fact['subject'], approver=fact['actor'], authors=authors(body),
                verdict=body.get('verdict'),
            ))
        elif kind == 'decision-approved' and body.get('hash'):
            approvals.append({
                'line': number, 'at': fact['at'], 'on': on, 'what': fact['subject'], 'subject': body['hash'], 'approver': fact['actor'],
                'authors': authors(body),
            })
        elif kind.startswith('emergency-'):
            emergencies.append(without_nothing(
                line=number, at=fact['at'], on=on, what=kind, account=fact['subject'], by=fact['actor'], opening=body.get('opening'),
                said=next((body[key] for key in ('result', 'reason', 'code') if body.get(key) is not None), None),
            ))
        elif kind.startswith('review-'):
            if kind not in ('review-answered', 'review-paper-entered'):
                reviews.append(review(number, fact, on))
        elif kind.startswith('request-'):
            requests.append(request(number, fact, on))
        elif kind == 'facts-erased':
            ends = erasure_of(body)
            if ends:
                erased.append({
                    'line': number, 'at': fact['at'], 'before': body['before'], 'ground': body['ground'],
                    'facts': sum(last - first + 1 for first, last in ends),
                })
        elif kind == 'holders-read':
            baselines.append({
                'line': number, 'from': body.get('from', fact['at']), 'at': fact['at'], 'on': on, 'zone': fact['subject'],
                'kept': body['kept'],
            })
        elif kind == 'action-intended':
            open_[fact['partition'], body['action']] = intended(number, fact, day)
        elif kind == 'action-applied':
            change = open_.pop((fact['partition'], body['action']), None)
            change = change or dict(intended(number, fact, day), intendedAt=None)
            change.update(
                line=number, at=fact['at'], on=on, outcome=body.get('outcome'), account=body.get('account') or change['account']
            )
            changes.append(change)
    changes += open_.values()
    approvers = {}
    for approval in approvals:
        if approval['what'] == 'plan':
            approvers.setdefault(approval['subject'], {})[approval['approver']] = None
    for change in changes:
        change['approvedBy'] = list(approvers.get(change['plan'], ()))
    for told in (changes, approvals, baselines, emergencies, reviews, requests):
        told.sort(key=lambda t: (t['at'], t['line']))
    runs = []
    for seen in sorted(policies, key=lambda p: (p['from'], p['line'])):
        if not runs or runs[-1]['policy'] != seen['policy']:
            runs.append(without_nothing(**seen, rights=rights.get(seen['policy'])))
    return changes, approvals, baselines, (runs, in_force), emergencies, reviews, requests, erased


def with_force(used, in_force, asked):
    """Since when each was in force, as was known at the end of its use and of the day that is asked for."""
    told = []
    for one, following in zip(used, used[1:] + [None]):
        put = [
            f for f in in_force
            if f['policy'] == one['policy'] and (not following or f['at'] <= following['from']) and (not asked or f['on'] <= asked)
        ]
        last = max(put, key=lambda f: (f['at'], f['line']), default=None)
        told.append(dict(one, inForceOn=last['on'], inForceLine=last['line']) if last else one)
    return told


class Holders:
    """Who holds what: the newest baseline, then outcomes. What neither told of was changed outside AccessGov."""

    def __init__(self, folder, changes, baselines, until):
        self.folder, self.until = folder, until
        self.held, self.zone, self.created, self.baseline = {}, {}, {}, {}
        self.gone = {}  # what went with an account: the directory gives it back when the account is restored
        self.known, self.taken, self.outside = set(), [], []
        members = [c for c in changes if c['what'] in ('AddMember', 'RemoveMember', 'CreateAccount', 'DeleteAccount', 'RestoreAccount')]
        self.members = [c for c in members if c['entitlement']]
        events = [(b['at'], b['line'], self.read, b) for b in baselines] + [
            (c['at'], c['line'], self.change, c) for c in members if is_true(c)
        ]
        for _, _, take, event in sorted(events, key=lambda e: e[:2]):
            if event['on'] <= until:
                take(event)

    def key(self, change):
        return change['account'] or self.created.get(change['person']) or 'employee:' + change['person']

    def holder(self, change):
        return {
            'entitlement': change['entitlement'], 'employee': change['person'], 'since': change['on'], 'line': change['line'],
            'account': change['account'] or self.created.get(change['person']),
        }

    def note(self, what, holder, event, after):
        self.outside.append(without_nothing(
            what=what, entitlement=holder['entitlement'], employee=holder['employee'], account=holder['account'],
            foundOn=event['on'], line=event['line'], after=after,
        ))

    def remove(self, right, key, change):
        had = self.held.get(right, {}).pop(key, None)
        if had and change['on'] == self.until:
            self.taken.append((self.zone.get(right), had))
        return had

    def change(self, change):
        key, right, done = self.key(change), change['entitlement'], change['outcome'] == 'applied'
        if change['what'] == 'CreateAccount' and change['account']:
            self.created[change['person']] = change['account']
        if change['what'] == 'DeleteAccount':
            for each in sorted(self.held):
                had = self.remove(each, key, change)
                if had:
                    self.gone.setdefault(key, {})[each] = had
        if change['what'] == 'RestoreAccount':
            for each, had in self.gone.pop(key, {}).items():
                self.held.setdefault(each, {})[key] = dict(had, since=change['on'], line=change['line'])
        if not right:
            return
        self.zone[right] = change['zone']
        had = self.held.setdefault(right, {}).get(key)
        if change['what'] == 'AddMember':
            if had and done:
                self.note('taken-outside', had, change, had['line'])
            elif not had and not done and right in self.known:
                self.note('given-outside', self.holder(change), change, None)
            if not had or done:
                self.held[right][key] = self.holder(change)
        elif change['what'] == 'RemoveMember':
            if not had and done and right in self.known:
                self.note('given-outside', self.holder(change), change, None)
            elif had and not done:
                self.note('taken-outside', had, change, had['line'])
            self.remove(right, key, change)

    def read(self, baseline):
        content = kept_json(self.folder, baseline['kept'])
        if content is None:
            return
        self.baseline[baseline['zone']] = baseline['line']
        # What AccessGov was changing while the directory was read: then the outcome knows better.
        moving = {}
        for c in self.members:
            if (c['intendedAt'] or c['at']) <= baseline['at'] and (c['outcome'] is None or c['at'] >= baseline['from']):
                keys, people = moving.setdefault(c['entitlement'], (set(), set()))
                keys.add(self.key(c))
                people.add(c['person'])
        for right in content['rights']:
            self.compare(baseline, right, *moving.get(right['entitlement'], (set(), set())))

    def compare(self, baseline, right, moving_keys, moving_people):
        name, actual = right['entitlement'], {}
        first, expected = name not in self.known, self.held.get(name, {})

        def is_moving(account, employee):
            return account in moving_keys or employee in moving_people

        def keys_of(holder):
            return {key for key in (holder['account'], holder['employee'] and 'employee:' + holder['employee']) if key}

        self.known.add(name)
        self.zone[name] = baseline['zone']
        for member in right['members']:
            account, employee = member['account'], member.get('employee')
            had = expected.get(account) or (expected.get('employee:' + employee) if employee else None)
            holder = {
                'entitlement': name, 'employee': employee, 'account': account,
                'since': had['since'] if had else baseline['on'], 'line': had['line'] if had else baseline['line'],
            }
            if had or not is_moving(account, employee):
                actual[account] = holder
                if not had and not first:
                    self.note('given-outside', holder, baseline, None)
        present = set().union(*map(keys_of, actual.values()))
        for key, had in sorted(expected.items()):
            if key not in present:
                if is_moving(had['account'], had['employee']):
                    actual[key] = had
                    present |= keys_of(had)
                else:
                    self.note('taken-outside', had, baseline, had['line'])
                    self.gone.setdefault(key, {})[name] = had
        self.held[name] = actual

    def of(self, zone):
        holders = [
            without_nothing(**h)
            for right in sorted(self.held) if self.zone.get(right) == zone
            for h in sorted(self.held[right].values(), key=lambda h: (h['employee'] or '', h['account'] or ''))
        ]
        taken = [without_nothing(**h) for z, h in self.taken if z == zone]
        return without_nothing(zone=zone, on=self.until, baseline=self.baseline.get(zone), holders=holders, takenThatDay=taken)


def rights_of(folder, facts):
    """The newest map of rights: names, units and the time zone in which days are counted."""
    newest = None
    for _, fact in facts:
        if fact['kind'] == 'policy-kept':
            newest = fact['body'].get('rights')
    return kept_json(folder, newest) or {'timeZone': 'Asia/Tokyo', 'rights': [], 'units': {}}


def answer(folder, facts, day, person, on, zone):
    count, tenant, newest = 0, '', ''

    def counted():
        nonlocal count, tenant, newest
        for count, fact in facts:
            tenant, newest = fact['tenant'], max(newest, fact['at'])
            yield count, fact

    changes, approvals, baselines, used, emergencies, reviews, requests, erased = read_record(counted(), day)
    policies = with_force(*used, on)
    until = on or (day(newest) if count else '0001-01-01')
    # Before facts that were erased nobody can say what happened outside: the rest would look like it.
    horizon = max((e['before'] for e in erased), default='')
    holders = Holders(folder, [c for c in changes if c['on'] >= horizon], [b for b in baselines if b['on'] >= horizon], until)
    if person:
        changes = [
            c for c in changes
            if c['person'] == person or any(v['name'] == 'employeeId' and v.get('now') == person for v in c['values'])
        ]
        emergencies = [e for e in emergencies if e['by'] == person]
        reviews = [r for r in reviews if person in (r['by'], r.get('for'), r['round']) or person in r['people']]
        requests = [r for r in requests if person in (r['by'], r['person'])]
    if on:
        reviews = [r for r in reviews if r['on'] == on]
        requests = [r for r in requests if r['on'] == on]
        emergencies = [e for e in emergencies if e['on'] == on]
        changes = [c for c in changes if c['on'] == on]
        approvals = [a for a in approvals if a['on'] == on]
        policies = [
            p for i, p in enumerate(policies) if p['on'] <= on and (i + 1 == len(policies) or policies[i + 1]['on'] >= on)
        ]
    if person:
        plans = {c['plan'] for c in changes}
        approvals = [a for a in approvals if a['what'] == 'plan' and a['subject'] in plans]
    return without_nothing(
        tenant=tenant,
        facts=count,
        person=person,
        on=on,
        policies=policies,
        approvals=approvals,
        changes=[without_nothing(**c) for c in changes],
        holders=holders.of(zone) if zone else None,
        emergencies=emergencies or None,
        reviews=[{key: value for key, value in r.items() if key != 'people'} for r in reviews] or None,
        requests=requests or None,
        erased=erased or None,
        outside=[o for o in holders.outside if not person or o.get('employee') == person],
    )


# ---- For people ----------------------------------------------------------------------------------------------------------------
def text_of(told, names, units, language):
    index = 0 if language == 'ja' else 1

    def text(key, *arguments):
        return TEXTS[key][index].format(*arguments)

    def word(code):
        return text('Unknown') if not code else WORDS[code][index] if code in WORDS else code

    def name(known, code):
        return f'{known[code]} [{code}]' if code in known else code or text('Unknown')

    def some(known, key):
        return text('Unknown') if known.get(key) is None else known[key]

    def many(values):
        return ', '.join(values) or text('Unknown')

    def bare(actor):
        """The number of a person; what else acted in words."""
        kind, _, known = actor.rpartition(':')
        return actor if not kind else text(ACTORS[kind], word(known.split('-')[-1]) if kind == 'trigger' else known)

    def named(actor):
        return bare(actor) if ':' in actor else text('Worker', actor)

    def section(title, lines):
        yield title
        for line in lines or [text('None')]:
            yield '  ' + line

    def change(c):
        what = word(c.get('what')) + (text('Right', name(names, c['entitlement'])) if c.get('entitlement') else '')
        values = ''.join(
            text('Value', v['name'], v.get('now', v.get('nowHash', '')[:12]), v.get('toBe', v.get('toBeHash', '')[:12]))
            for v in c['values']
        )
        return text(
            'Change', c['on'], c['person'], what, values, word(c.get('outcome')), word(c.get('cause')), name(units, c.get('unit')),
            c.get('dated') or text('Unknown'), c.get('rule') or text('Unknown'), c.get('article') or text('Unknown'),
            many(map(bare, c['approvedBy'])), c['line'],
        )

    def holder(h):
        return text(
            'Holder', name(names, h['entitlement']), h.get('employee') or text('Unknown'), h.get('account') or text('Unknown'),
            h['since'], h['line'],
        )

    yield text('Head', told['tenant'], told['facts'])
    for e in told.get('erased', []):
        yield text('Erased', e['before'], e['facts'], e['ground'], e['line'])
    yield from section(text('Policies'), [
        text(
            'Policy', p['on'], p['policy'][:12], p['line'],
            text('InForce', p['inForceOn'], p['inForceLine']) if 'inForceOn' in p else text('NotInForce'),
        )
        for p in told['policies']
    ])
    yield from section(text('Approvals'), [
        text('Approval', a['on'], named(a['approver']), a['subject'][:12], many(map(bare, a['authors'])), word(a['verdict']), a['line'])
        if 'verdict' in a
        else text('Decision', a['on'], named(a['approver']), word(a['what']), many(map(bare, a['authors'])), a['subject'][:12], a['line'])
        for a in told['approvals']
    ])
    yield from section(text('Changes'), [change(c) for c in told['changes']])
    if 'emergencies' in told:
        yield from section(text('Emergencies'), [
            text(
                'Emergency', e['on'], named(e['by']), e['account'], word(e['what']), e.get('opening') or text('Unknown'),
                e.get('said') or text('Unknown'), e['line'],
            )
            for e in told['emergencies']
        ])
    if 'reviews' in told:
        yield from section(text('Reviews'), [
            text(
                'Review', r['on'], named(r['by']), r['round'], word(r['what']), some(r, 'items'), some(r, 'receipt'), some(r, 'keeps'),
                some(r, 'removes'), some(r, 'unsure'), some(r, 'for'), some(r, 'said'), r['line'],
            )
            for r in told['reviews']
        ])
    if 'requests' in told:
        yield from section(text('Requests'), [
            text(
                'Request', r['on'], named(r['by']), r['person'], name(names, r.get('right')), word(r['what']), some(r, 'request'),
                word(r.get('stage') and 'stage-' + r['stage']), word(r.get('how')), some(r, 'until'), some(r, 'said'), r['line'],
            )
            for r in told['requests']
        ])
    if 'holders' in told:
        h = told['holders']
        yield from section(text('Holders', h['on'], word(h['zone']), len(h['holders'])), [holder(x) for x in h['holders']])
        if 'baseline' not in h:
            yield '  ' + text('NoBaseline')
        yield from section(text('TakenThatDay', len(h['takenThatDay'])), [holder(x) for x in h['takenThatDay']])
    yield from section(text('Outside'), [
        text(
            o['what'], name(names, o['entitlement']), o.get('employee') or text('Unknown'), o.get('account') or text('Unknown'),
            o['foundOn'], o['line'],
        )
        for o in told['outside']
    ])


# ---- The log: what witnesses hold (RFC 6962, c2sp.org/signed-note, tlog-checkpoint, tlog-cosignature, tlog-policy) --------------
Q = 2 ** 255 - 19
L = 2 ** 252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, Q) % Q
RECENT, AHEAD, LARGEST = 7 * 24 * 3600, 600, 2 ** 53 - 1
LOG_WORDS = {
    'erased': ('保存期間の後に消去された事実: {0} 件', 'facts erased after their retention: {0}'),
    'chain': ('以前の形式の記録（鎖）{0} 件も一致しています', 'the record in its former format (a chain of {0} facts) was walked too'),
    'none': ('外部に示すログはまだ署名されていません。庁外の者は何も保証していません', 'No log for outsiders was signed yet: nobody outside vouches for this record'),
    'log': ('ログ {0}: {1} 件、根 {2}、署名は {3} 件まで', 'log {0}: {1} entries, root {2}, signed up to {3}'),
    'verified': (
        '検証済み: {0} 件までを、証人方針の求める数の庁外の証人が最近保証しています',
        'verified: up to {0} entries, as many witnesses outside as the policy asks for vouch for it, and did so lately',
    ),
    'nobody': (
        '矛盾はありませんが、庁外の者はだれも保証していません。検証済みと言うには、別の経路で受け取った証人方針（--policy）が要ります',
        'consistent, but nobody outside vouches. It takes a policy that reached you another way (--policy) to say verified',
    ),
    'few': (
        '矛盾はありませんが、証人方針の求める数の庁外の証人が最近保証していません',
        'consistent, but fewer witnesses outside vouch for it lately than the policy asks for',
    ),
}


def raw_sha(data):
    return hashlib.sha256(data).digest()


def strict64(text, where):
    data = base64.b64decode(text, validate=True)
    if base64.b64encode(data).decode() != text:
        raise Broken(f'{where}: base64 in another spelling')
    return data


def ed_add(p, q):
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % Q, (p[1] + p[0]) * (q[1] + q[0]) % Q
    c, d = 2 * p[3] * q[3] * D % Q, 2 * p[2] * q[2] % Q
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % Q, g * h % Q, f * g % Q, e * h % Q


def ed_times(n, p):
    total = (0, 1, 1, 0)
    while n:
        total, p, n = ed_add(total, p) if n & 1 else total, ed_add(p, p), n >> 1
    return total


def ed_point(data):
    y = int.from_bytes(data, 'little')
    sign, y = y >> 255, y & (2 ** 255 - 1)
    square = (y * y - 1) * pow(D * y * y + 1, -1, Q) % Q
    x = pow(square, (Q + 3) // 8, Q)
    if (x * x - square) % Q:
        x = x * pow(2, (Q - 1) // 4, Q) % Q
    if y >= Q or (x * x - square) % Q or (x == 0 and sign):
        return None
    x = Q - x if x & 1 != sign else x
    return x, y, 1, x * y % Q


def ed_holds(public, signature, data):
    """Ed25519 (RFC 8032), by the definition of it."""
    if len(signature) != 64 or int.from_bytes(signature[32:], 'little') >= L:
        return False
    a, r = ed_point(public), ed_point(signature[:32])
    if a is None or r is None:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + public + data).digest(), 'little') % L
    y = 4 * pow(5, -1, Q) % Q
    left = ed_times(int.from_bytes(signature[32:], 'little'), ed_point(y.to_bytes(32, 'little')))
    right = ed_add(r, ed_times(h, a))
    return (left[0] * right[2] - right[0] * left[2]) % Q == 0 and (left[1] * right[2] - right[1] * left[2]) % Q == 0


def read_note(data, where):
    """Text, origin, size, root and signatures of a checkpoint."""
    try:
        cut = data.rindex(b'\n\n')
        text, lines = data[:cut + 1], data[cut + 2:].decode().split('\n')
        found = re.fullmatch('([^\n]+)\n(0|[1-9][0-9]{0,15})\n([A-Za-z0-9+/]{43}=)\n', text.decode())
        signatures = [re.fullmatch('\u2014 ([^ +]+) ([A-Za-z0-9+/=]+)', line) for line in lines[:-1]]
        if lines[-1] or not found or not signatures or None in signatures or int(found[2]) > LARGEST:
            raise ValueError
        read = [(one[1], strict64(one[2], where)) for one in signatures]
        return text, found[1], int(found[2]), strict64(found[3], where), read
    except ValueError:
        raise Broken(f'{where}: it is no checkpoint') from None


def read_vkey(text, where):
    name, id_, material = text.split('+', 2)
    material = strict64(material, where)
    own = raw_sha(material[1:]) if material[0] == 2 else raw_sha(name.encode() + b'\n' + material)
    if own[:4].hex() != id_ or material[0] not in (1, 2, 4):
        raise Broken(f'{where}: {name} is no key that is known here')
    return name, own[:4], material


def read_policy(path):
    logs, witnesses, groups, quorum = [], {}, {}, None
    with open(path, encoding='utf-8') as file:
        for number, line in enumerate(file, 1):
            where, words = f'{os.path.basename(path)} line {number}', line.split()
            if not words or words[0].startswith('#'):
                continue
            known = {*witnesses, *groups}
            if words[0] == 'log' and len(words) in (2, 3):
                logs.append(read_vkey(words[1], where))
            elif words[0] == 'witness' and len(words) in (3, 4) and words[1] not in known:
                key = read_vkey(words[2], where)
                if key[2][0] != 4 or key in witnesses.values():
                    raise Broken(f'{where}: it is no key of a witness, or stands there twice')
                witnesses[words[1]] = key
            elif words[0] == 'group' and len(words) > 3 and words[1] not in known and set(words[3:]) <= known:
                needed = {'any': 1, 'all': len(words) - 3}.get(words[2]) or int(words[2])
                members = [one for group in groups.values() for one in group[1]] + words[3:]
                if not 1 <= needed <= len(words) - 3 or len(members) != len(set(members)):
                    raise Broken(f'{where}: the number is out of range, or a member stands in two groups')
                groups[words[1]] = (needed, words[3:])
            elif words[0] == 'quorum' and len(words) == 2 and quorum is None and words[1] in known | {'none'}:
                quorum = words[1]
            else:
                raise Broken(f'{where}: it is no line of a policy')
    if quorum is None:
        raise Broken(f'{os.path.basename(path)}: there is no quorum line')
    return logs, witnesses, groups, quorum


def vouched(policy, note, where, now):
    """Whether as many witnesses as the policy asks for cosigned lately; the log's own signature must hold in any case."""
    logs, witnesses, groups, quorum = policy
    text, origin, _, _, signatures = note
    own = [key for key in logs if key[0] == origin]
    signed, fresh = False, set()
    for name, blob in signatures:
        for _, id_, material in (key for key in own if key[:2] == (name, blob[:4])):
            data = blob[4:]
            point = int.from_bytes(material[-64:-32], 'big'), int.from_bytes(material[-32:], 'big')
            if not (holds(point, data, text) if material[0] == 2 else ed_holds(material[1:], data, text)):
                raise Broken(f'{where}: the signature of the log does not hold')
            signed = True
        for who, (_, _, material) in ((w, k) for w, k in witnesses.items() if k[:2] == (name, blob[:4])):
            at = int.from_bytes(blob[4:12], 'big')
            if not at or not ed_holds(material[1:], blob[12:], b'cosignature/v1\ntime %d\n' % at + text):
                raise Broken(f'{where}: the signature of {who} does not hold')
            if -AHEAD <= now - at <= RECENT:
                fresh.add(who)
    if not signed:
        raise Broken(f'{where}: no log of the policy signed it')
    names = set(fresh)
    for group, (needed, members) in groups.items():
        if len(names.intersection(members)) >= needed:
            names.add(group)
    return bool(fresh) and (quorum == 'none' or quorum in names)


def leaf_of(seed, text, where):
    """Hash of the leaf of a fact: each member under a salt of its own."""
    decoder, at, digests = json.JSONDecoder(), 1, b''
    while text[at] != '}':
        at += text[at] == ','
        key, at = decoder.raw_decode(text, at)
        _, end = decoder.raw_decode(text, at + 1)
        salt = hmac.new(seed, key.encode(), hashlib.sha256).digest()
        digests += raw_sha(b'accessgov-audit-member/2\n' + key.encode() + b'\n' + salt + text[at + 1:end].encode())
        at = end
    if at != len(text) - 1:
        raise Broken(f'{where}: it is no fact')
    return raw_sha(b'\0' + raw_sha(b'accessgov-audit-fact/2\n' + digests))


MEMBERS = ['actor', 'at', 'body', 'id', 'kind', 'partition', 'row', 'seq', 'subject', 'tenant']


def strict(text):
    """JSON in its one form: keys sorted and once, no white space, whole numbers within 2^53, nothing escaped that need not be."""
    def refuse(what):
        raise ValueError(what)

    def members(pairs):
        keys = [key for key, _ in pairs]
        return dict(pairs) if keys == sorted(set(keys)) else refuse('keys are not sorted, or twice')

    def number(digits):
        return int(digits) if len(digits) < 18 and abs(int(digits)) <= LARGEST else refuse('a number is too large')

    value = json.loads(text, object_pairs_hook=members, parse_constant=refuse, parse_float=refuse, parse_int=number)
    return value if json.dumps(value, ensure_ascii=False, separators=(',', ':')) == text else refuse('it is not canonical')


def fact_of(text, number, where):
    fact = strict(text)
    keys = sorted(fact)
    counted = [key for key in keys if key != 'nth']
    texts = [fact.get(key) for key in MEMBERS if key not in ('body', 'seq')]
    instant = r'[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z'
    good = counted == MEMBERS and all(isinstance(one, str) and one for one in texts) and isinstance(fact['body'], dict)
    good = good and type(fact['seq']) is int and type(fact.get('nth', 1)) is int and re.fullmatch(instant, fact['at'])
    if not good or (fact['kind'] in ('action-intended', 'action-applied') and not isinstance(fact['body'].get('action'), str)):
        raise Broken(f'{where}: it is no fact')
    datetime.datetime.strptime(fact['at'], '%Y-%m-%dT%H:%M:%S.%fZ')
    if fact['seq'] != number:
        raise Broken(f'{where}: its number is wrong')
    return fact


def read_log(folder, hashes=True):
    """Every line of a log: its number, its leaf if it is asked for, and the fact, or None where it was erased."""
    for number, line in lines_of(folder, 'facts.ndjson'):
        where = f'facts.ndjson line {number}'
        gone = re.fullmatch(rb'\{"erased":\{"entry":"([0-9a-f]{64})","seq":([1-9][0-9]{0,15})\}\}', line)
        if gone:
            if int(gone[2]) != number:
                raise Broken(f'{where}: its number is wrong')
            yield number, raw_sha(b'\0' + bytes.fromhex(gone[1].decode())), None
            continue
        text, seed = line[8:-75], line[-66:-2]
        if line != b'{"fact":' + text + b',"seed":"' + seed + b'"}' or not re.fullmatch(rb'[0-9a-f]{64}', seed):
            raise Broken(f'{where}: it is no fact with its seed')
        try:
            fact = fact_of(text.decode(), number, where)
        except (ValueError, RecursionError) as flaw:
            raise Broken(f'{where}: it is no fact: {flaw}') from None
        yield number, leaf_of(bytes.fromhex(seed.decode()), text.decode(), where) if hashes else None, fact


def ends_of(ranges):
    """First and last number of each range, as 12 or 12-40; None where they are not rising."""
    ends, last = [], 0
    for one in ranges if isinstance(ranges, list) else [None]:
        found = re.fullmatch('([1-9][0-9]{0,15})(?:-([1-9][0-9]{0,15}))?', one) if isinstance(one, str) else None
        if not found or (found[2] and int(found[2]) <= int(found[1])) or int(found[1]) <= last:
            return None
        ends.append((int(found[1]), int(found[2] or found[1])))
        last = ends[-1][1] + 1
    return ends or None


def erasure_of(body):
    """The ranges of a list that two people agree to; None where it is none."""
    if sorted(body) != ['before', 'ground', 'ranges'] or not isinstance(body['ground'], str) or len(body['ranges']) > 5000:
        return None
    try:
        datetime.datetime.strptime(body['before'], '%Y-%m-%d')
    except (ValueError, TypeError):
        return None
    return ends_of(body['ranges']) if len(body['before']) == 10 else None


class Erasures:
    """What is erased against what two people agreed to erase: facts-erased has their list as its body, byte for byte; one proposed it
    and another agreed before; it is about facts that there were then; and only what is signed for counts."""

    def __init__(self):
        self.proposed, self.agreed, self.covered, self.gone = {}, {}, [], []

    def note(self, number, fact):
        if fact is None:
            self.gone.append(number)
        elif fact['kind'] == 'facts-erased':
            text = json.dumps(fact['body'], ensure_ascii=False, separators=(',', ':'), sort_keys=True)
            at, ends = self.agreed.get(sha(text.encode())), erasure_of(fact['body'])
            if at and ends and ends[-1][1] < at:
                self.covered += [(first, last, number) for first, last in ends]
        elif fact['subject'] == 'erasure' and ':' not in fact['actor'] and isinstance(fact['body'].get('hash'), str):
            hash_, who = fact['body']['hash'], fact['actor']
            if fact['kind'] == 'decision-proposed':
                self.proposed.setdefault(hash_, []).append((who, number))
            elif fact['kind'] == 'decision-approved':
                for by, at in self.proposed.get(hash_, ()):
                    if by != who and by == fact['body'].get('proposedBy'):
                        self.agreed[hash_] = at

    def silent(self, signed):
        covered = sorted((first, last) for first, last, at in self.covered if at <= signed)
        out, at, top = [], 0, 0
        for number in self.gone:
            while at < len(covered) and covered[at][0] <= number:
                top, at = max(top, covered[at][1]), at + 1
            if number > top:
                out.append(number)
        return out


def verify_log(folder, policy_file=None, note_files=(), now=None, key=None, kept_file=None):
    """Rebuilds every leaf, and holds the tree against every checkpoint. Streams: a record is larger than memory."""
    def content(name):
        path = os.path.join(folder, name)
        if not os.path.exists(path):
            return None
        with open(path, 'rb') as file:
            return file.read()

    genesis, newest, older, own = (content(f'log-{name}.txt') for name in ('genesis', 'checkpoint', 'cosigned', 'key'))
    if genesis is None or newest is None:
        raise Broken('log-genesis.txt or log-checkpoint.txt is missing')
    first = genesis.decode().split('\n')
    notes = [('log-checkpoint.txt', read_note(newest, 'log-checkpoint.txt'))]
    if older is not None:
        notes.append(('log-cosigned.txt', read_note(older, 'log-cosigned.txt')))
    origin, size = notes[0][1][1:3]
    old = re.fullmatch('(?:0|[1-9][0-9]{0,15}) [0-9a-f]{64} (?:0|[1-9][0-9]{0,15}) [0-9a-f]{64} [0-9a-f]{16}', ' '.join(first[3:8]))
    if len(first) != 9 or first[0] != 'accessgov-audit-genesis/2' or first[2] != origin or not (old or first[3:8] == [''] * 5):
        raise Broken(f'log-genesis.txt: it is not the first leaf of {origin}')
    tenant = first[1]
    covered, is_vouched, signed_by = size, False, []
    if policy_file:
        policy = read_policy(policy_file)
        for where, note in reversed(notes):
            if vouched(policy, note, where, (now or datetime.datetime.now(datetime.timezone.utc)).timestamp()):
                covered, is_vouched = note[2], True
        known = policy[0]
    else:
        lines = [line for line in (own or b'').decode().split('\n') if line]
        known = [read_vkey(line[4:] if line.startswith('log ') else '', 'log-key.txt') for line in lines]
        vouched((known, {}, {}, 'none'), notes[0][1], 'log-checkpoint.txt', 0)
    signed_by = sorted({id_.hex() for name, id_, _ in known if any(name == n and id_ == b[:4] for n, b in notes[0][1][4])})
    for path in note_files:
        with open(path, 'rb') as file:
            notes.append((os.path.basename(path), read_note(file.read(), os.path.basename(path))))
    due = {}
    for where, note in notes:
        if note[1] != origin or note[2] > size:
            raise Broken(f'{where}: it is of another log, or covers more than the newest checkpoint: the record was rolled back or cut')
        due.setdefault(note[2], []).append((where, note[3]))
    tops, leaves, count, other = [], [], 0, None
    told = content('log-leaves.bin') or b''

    def append(leaf):
        nonlocal count, other
        if len(told) >= 32 * count + 32:
            one = told[32 * count:32 * count + 32]
            other = count if other is None and one != leaf else other
            rest = count
            while rest & 1:
                one, rest = raw_sha(b'\1' + leaves.pop() + one), rest >> 1
            leaves.append(one)
        rest = count
        while rest & 1:
            leaf, rest = raw_sha(b'\1' + tops.pop() + leaf), rest >> 1
        tops.append(leaf)
        count += 1
        for where, root in due.pop(count, []):
            # Where the hashes give what was signed, the line that differs from them is the one that was altered.
            if tree() != root and other is not None and leaves and tree(leaves) == root:
                raise Broken(f'facts.ndjson line {other}: it is not what was sealed')
            if tree() != root:
                raise Broken(f'facts.ndjson line {count - 1}: up to here the entries do not give the root of {where}')

    def tree(of=tops):
        root = of[-1]
        for top in reversed(of[:-1]):
            root = raw_sha(b'\1' + top + root)
        return root

    append(raw_sha(b'\0' + genesis))
    plans, wrong, names, erasures = {}, [], {}, Erasures()
    for number, leaf, fact in read_log(folder):
        append(leaf)
        erasures.note(number, fact)
        if fact is None:
            continue
        if fact['tenant'] != tenant:
            raise Broken(f'facts.ndjson line {number}: it belongs to another tenant')
        note_approvals(number, fact, plans, wrong)
        names.update(dict.fromkeys(pinned(fact)))
    if due:
        raise Broken(f'facts.ndjson line {count}: the end is missing')
    chain = verify_closed(folder, first, key, kept_file)
    silent = erasures.silent(size - 1)
    log = {'origin': origin, 'size': count, 'root': tree().hex(), 'covered': covered, 'vouched': is_vouched}
    return {
        'consistent': not wrong and not silent,
        'tenant': tenant,
        'facts': count - 1,
        'covered': covered - 1,
        'signed': size - 1,
        'keys': signed_by,
        'unapproved': wrong,
        'erased': len(erasures.gone),
        'erasedSilently': silent,
        'missing': [name for name in names if kept(folder, name) is None],
        'oldChain': chain,
        'log': log,
    }


def verify(folder, policy_file=None, note_files=(), now=None, key=None, kept_file=None):
    """Of a log, or of a chain that was exported before there was one."""
    if os.path.exists(os.path.join(folder, 'log-genesis.txt')) or os.path.exists(os.path.join(folder, 'log-checkpoint.txt')):
        return verify_log(folder, policy_file, note_files, now, key, kept_file)
    if policy_file or note_files:
        raise Broken('log-checkpoint.txt: there is no log to hold against what you kept')
    return dict(verify_chain(folder, key, kept_file), log=None, erased=0, oldChain=None)


def verify_closed(folder, first, key, kept_file):
    """The chain of old: it verifies as it always did, ends where the first leaf says, and its facts are the log's first."""
    closed = os.path.join(folder, 'closed-chain')
    if not os.path.isdir(closed):
        if key or kept_file:
            raise Broken('closed-chain: it is not here, and what was kept of it shows nothing')
        return None
    found = verify_chain(closed, key, kept_file, keeps=False)
    last = list(lines_of(closed, 'checkpoints.ndjson'))[-1][1]
    told = [found['tenant'], str(found['facts']), str(found['checkpoints']), sha(last), json.loads(last)['checkpoint']['head']]
    is_end = told == [first[1], first[3], first[5], first[6], first[4]] and found['covered'] == found['facts']
    if not is_end or found['facts'] > sum(1 for _ in lines_of(folder, 'facts.ndjson')):
        raise Broken('closed-chain: it does not end where the first leaf of the log says')
    for (number, old), (_, new) in zip(lines_of(closed, 'facts.ndjson'), lines_of(folder, 'facts.ndjson')):
        if not new.startswith(b'{"erased":') and old[8:-75] != new[8:-75]:
            raise Broken(f'facts.ndjson line {number}: it is another fact than the chain of old has')
    return found['facts']


def log_lines(found, asked_policy, lang):
    def say(key, *values):
        return LOG_WORDS[key][lang != 'ja'].format(*values)

    log = found['log']
    if log is None:
        return [say('none')]
    lines = [say('log', log['origin'], log['size'], log['root'][:16], log['covered'])]
    if found['erased']:
        lines.append(say('erased', found['erased']))
    if found['oldChain'] is not None:
        lines.append(say('chain', found['oldChain']))
    return lines + [say('verified', found['covered']) if log['vouched'] else say('few' if asked_policy else 'nobody')]


def faults_of(found):
    faults = []
    if found['unapproved']:
        faults.append('NOT APPROVED (facts.ndjson lines ' + ', '.join(map(str, found['unapproved'])) + ')')
    if found.get('erasedSilently'):
        faults.append('ERASED IN SILENCE (facts.ndjson lines ' + ', '.join(map(str, found['erasedSilently'][:20])) + ')')
    return faults


# As the policy writes zones.
ZONES = {
    'MyNumber': ('my-number', 'マイナンバー利用事務系', '個人番号利用事務系'), 'Lgwan': ('lgwan', 'LGWAN接続系'),
    'Internet': ('internet', 'インターネット接続系'), 'Independent': ('independent', '独自系'),
}


def zone_of(text):
    for code, spellings in ZONES.items():
        if text.lower() in (word.lower() for word in (code, *spellings)):
            return code
    raise argparse.ArgumentTypeError(f"'{text}': " + ', '.join(f'{s[0]} {s[1]}' for s in ZONES.values()))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('what', choices=['verify', 'report'])
    parser.add_argument('--folder', default=os.path.dirname(os.path.abspath(__file__)), help='the exported folder; default: of this file')
    parser.add_argument('--key')
    parser.add_argument('--kept')
    parser.add_argument('--policy')
    parser.add_argument('--note', action='append', default=[])
    parser.add_argument('--now', type=lambda text: datetime.datetime.fromisoformat(text + '+00:00'))
    parser.add_argument('--person')
    parser.add_argument('--on', type=lambda text: datetime.date.fromisoformat(text).isoformat())
    parser.add_argument('--holders', nargs='?', const='MyNumber', type=zone_of)
    parser.add_argument('--json', action='store_true')
    parser.add_argument('--lang', choices=['ja', 'en'], default='ja')
    asked = parser.parse_args()
    sys.stdout.reconfigure(encoding='utf-8')
    try:
        found = verify(asked.folder, asked.policy, asked.note, asked.now, asked.key, asked.kept)
        has_log = found['log'] is not None
        if asked.what == 'verify' or not found['consistent']:
            found.update(verified=found['consistent'] and bool(found['log'] and found['log']['vouched']))
            checkpoints = '' if has_log else f"{found['checkpoints']} checkpoints, "
            print(json.dumps(found) if asked.json else (
                f"{'; '.join(faults_of(found)) or 'OK'}: {found['facts']} facts, {checkpoints}{found['covered']} facts signed, "
                f"keys {', '.join(found['keys'])}; kept files that are missing: {len(found['missing'])}"
            ))
            if found['consistent'] and not asked.json:
                print('\n'.join(log_lines(found, asked.policy, asked.lang)))
            return 0 if found['consistent'] and (found['verified'] or not asked.policy) else 6

        def facts():
            if has_log:
                lines = read_log(asked.folder, hashes=False)
            return ((number, fact) for number, _, fact in lines if fact is not None and number <= found['signed'])
            return read_chain(asked.folder, found['tenant'], lambda number, now: None)

        rights = rights_of(asked.folder, facts())
        told = answer(asked.folder, facts(), day_in(rights['timeZone']), asked.person, asked.on, asked.holders)
        names = {r['entitlement']: r['name'] for r in rights['rights']}
        lines = [json.dumps(told, ensure_ascii=False)] if asked.json else text_of(told, names, rights['units'], asked.lang)
        print('\n'.join(lines))
        return 0
    except Broken as error:
        print(f'BROKEN {error}', file=sys.stderr)
        return 6
    # Whatever else is in the files, it is not what was exported.
    except Exception as error:
        print(f'BROKEN {type(error).__name__}: {error}', file=sys.stderr)
        return 6


if __name__ == '__main__':
    sys.exit(main())
