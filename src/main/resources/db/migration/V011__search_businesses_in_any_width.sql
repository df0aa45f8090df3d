-- What is searched for is made half-width first, so the text it is searched in has to be, too: （集团） as (集团).
update business
set search_text = translate(
    search_text,
    '　（）［］｛｝＜＞，．：；！？＆＋－＊／＝＿＃％＠０１２３４５６７８９ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ',
    ' ()[]{}<>,.:;!?&+-*/=_#%@0123456789abcdefghijklmnopqrstuvwxyz');
