"""The people who write: each client's customers, and three of the clients' own people."""

from madoguchi.desk.demo.story.shapes import Customer


def _customers(client: str, *rows: tuple[str, str, str]) -> tuple[Customer, ...]:
    return tuple(
        Customer(key=key, client=client, name=name, email=email) for key, name, email in rows
    )


def _of_client(client: str, key: str, name: str, email: str) -> Customer:
    return Customer(key=key, client=client, name=name, email=email, of_client=True)


CUSTOMERS = (
    *_customers(
        "komorebi",
        ("tajima", "田島 由美", "yumi.tajima@mail.example"),
        ("kanno", "菅野 隆", "t-kanno@kanno-kensetsu.example"),
        ("mizutani", "水谷 春香", "haruka.m@mail.example"),
        ("yoshioka", "吉岡 さち", "sachi-y@docomo.example"),
        ("nishimura", "西村 和夫", "kazuo.nishimura@ocn.example"),
        ("asai", "浅井 めぐみ", "megu_asai@softbank.example"),
        ("hosokawa", "細川 明", "hosokawa@mail.example"),
        ("iida", "飯田 直樹", "naoki-iida@au.example"),
        ("whitfield", "Eleanor Whitfield", "eleanor.whitfield@post.example"),
        ("ogata", "緒方 ひなの", "hinano.o@docomo.example"),
    ),
    _of_client("komorebi", "saeki", "佐伯 香織", "saeki@komorebi-shokki.example"),
    *_customers(
        "minato",
        ("otsuka", "大塚 誠", "otsuka.makoto@mail.example"),
        ("hori", "堀 美奈子", "minako.hori@docomo.example"),
        ("takeda", "武田 智也", "tomoya.takeda@mail.example"),
        ("kurihara", "栗原 正一", "kurihara-s@ocn.example"),
        ("yano", "矢野 沙織", "saori-yano@au.example"),
        ("nagase", "長瀬 文子", "f-nagase@biglobe.example"),
        ("hirai", "平井 健吾", "kengo.hirai@mail.example"),
        ("sugawara", "菅原 恵", "megumi.sugawara@softbank.example"),
        ("doi", "土井 弘", "hiroshi-doi@mail.example"),
        ("kubota", "久保田 美穂", "miho.kubota@docomo.example"),
    ),
    *_customers(
        "suzukaze",
        ("nakahara", "中原 陽一", "nakahara.y@mail.example"),
        ("shimizu", "清水 香奈", "kana.shimizu@mail.example"),
        ("ono", "大野 剛", "ono-go@ocn.example"),
        ("hamada", "浜田 敏子", "toshiko.hamada@biglobe.example"),
        ("arakawa", "荒川 亮", "ryo.arakawa@au.example"),
        ("noguchi", "野口 真由", "mayu-noguchi@docomo.example"),
        ("miyoshi", "三好 あかね", "akane.miyoshi@mail.example"),
        ("tachibana", "橘 修平", "s.tachibana@mail.example"),
        ("kojima", "小島 りさ", "risa-kojima@softbank.example"),
    ),
    _of_client("suzukaze", "tehai", "すずかぜ旅行 手配課", "tehai@suzukaze-travel.example"),
    *_customers(
        "yamaneko",
        ("ikegami", "池上 彩", "aya.ikegami@mail.example"),
        ("nishida", "西田 大輔", "nishida-d@mail.example"),
        ("fukuda", "福田 理恵", "rie.fukuda@docomo.example"),
        ("kuroki", "黒木 淳", "jun-kuroki@icloud.example"),
        ("endo", "遠藤 つばさ", "tsubasa.e@au.example"),
        ("morita", "森田 幸子", "s-morita@ocn.example"),
        ("uchida", "内田 慎二", "shinji.uchida@mail.example"),
        ("hattori", "服部 千夏", "chinatsu-h@docomo.example"),
    ),
    *_customers(
        "northpine",
        ("shibata", "柴田 京子", "shibata@shibata-zeimu.example"),
        ("ishikawa", "石川 徹", "ishikawa@ishikawa-seisakusho.example"),
        ("maeda", "前田 絵里", "eri.maeda@maeda-design.example"),
        ("ueno", "上野 和也", "ueno@ueno-shoji.example"),
        ("kaneko", "金子 美咲", "kaneko@hidamari-cafe.example"),
        ("sakai", "酒井 雅人", "m-sakai@sakai-komuten.example"),
        ("matsui", "松井 裕子", "matsui@matsui-kaikei.example"),
    ),
    _of_client("northpine", "kitamura", "北村 慶", "kitamura@northpine-kaikei.example"),
    *_customers(
        "haruka",
        ("kamimura", "上村 直子", "naoko.kamimura@docomo.example"),
        ("taniguchi", "谷口 翔", "sho-taniguchi@au.example"),
        ("hayashi", "林 美智子", "michiko.hayashi@biglobe.example"),
        ("kondo", "近藤 拓海", "takumi.kondo@mail.example"),
        ("oshima", "大島 玲奈", "rena-oshima@softbank.example"),
        ("segawa", "瀬川 浩", "segawa.h@ocn.example"),
        ("aoyama", "青山 由紀", "yuki.aoyama@mail.example"),
        ("imai", "今井 大地", "daichi-imai@docomo.example"),
    ),
)
