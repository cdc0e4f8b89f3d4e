"""Three customers' mails that have not come yet, to be sent into the running demo."""

from inspect import cleandoc

from madoguchi.desk.demo.story.shapes import SampleMail

SAMPLE_MAILS = (
    SampleMail(
        key="new-customer",
        from_name="牧野 彩花",
        from_email="ayaka.makino@mail.example",
        to="support@komorebi-shokki.example",
        subject="金継ぎはお願いできますか",
        text=cleandoc(
            """
            はじめまして。牧野と申します。
            祖母の形見の急須のふたが欠けてしまいました。金継ぎで直していただくことはできますか。
            費用と、どのくらいの期間がかかるのかも教えてください。
            """
        ),
    ),
    SampleMail(
        key="urgent-and-short",
        from_name="荒川 亮",
        from_email="ryo.arakawa@au.example",
        to="yoyaku@suzukaze-travel.example",
        subject="集合場所がわからない",
        text=cleandoc(
            """
            いま駅に着いたんですが集合場所どこですか？？東口？

            iPhoneから送信
            """
        ),
    ),
    SampleMail(
        key="two-questions",
        from_name="森田 幸子",
        from_email="s-morita@ocn.example",
        to="hello@yamaneko-coffee.example",
        subject="お試しの一袋、お願いいたします",
        text=cleandoc(
            """
            村井様
            ご親切にありがとうございます。お試しの一袋をぜひお願いいたします。
            それから、二つお伺いします。
            一、孫の分としてもう一袋、代金をお支払いして追加できますか。
            二、届くのは何日ごろでしょうか。
            森田幸子
            """
        ),
    ),
)
