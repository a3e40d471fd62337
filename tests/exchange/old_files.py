"""A real .xls (BIFF8, written by xlwt) and a real .doc (written by LibreOffice), packed small; names invented."""

import base64
import zlib

_XLS = (
    "c-rk)TSydP6h8m#-Q0`13T|K~q-6@L_7H`xh9v~fuC9_BvZc9TY-m^p7Nn(yAVpA!MFfI9^kSEXtc<9)9s;9+AP6++si(j$gu0z`W_G+}piq"
    "J_XP7hRJO6+F@63Oj%d7FEiJ^O*NmwE!V1T)p4a^IC0#92UxB$yzF*4&<E1of3)|J?-IFM!&jM-mWXbfq*CqaU{#^<O3KH^yq$3bpwiDa&!?"
    "BN_51m#eSTEGqTI3S&~N@jh8bqeb{T=NO*QubVAU5s@n#6cMM$+<h#SzIS&ahU_C-BFHt&z=HEg%>o7J1+~Rt_jN8jy4=yX9XF?L>LAf(27V"
    ")q>Zo>Zb1S-2qnL=GQYfh0^B&*!|*kh2{0XB)z30@|JwQmp#R5WzvT~pD-PmP{}ssy&;_x>yhwT>5vGk)A_-GVZEyzcA_Y+ro^BAkI{N)mxG"
    "Z>8-e3P%&Iy6MIqLC`^iRpneLuq^{loIjY6>%gAeh$qJ&3JZng<8bb78Qik1C>BKA^;)xf?@jgOz?XJ$}usIb#ofiv$KR6|c9bzzpI<)g`&G"
    "z2_9QYf&<x7QEoaRp(snC<NhMh>LLQs<}slo7y9R(eT?)U5$sBq;M#5zpJ!fVJcLaLh`aqJ7^7nvgf%L?Rj?I3ldQ`VK!tZ@s8laPM^8`<#l"
    "Caz;}o}UHqI=o`zef^C1T3C<22WT*CcNs}FKHVms^e-0DWQJ*?fhT=AM6NL7t}-CU=KOS6%uh~<qhXMw#H?cUE-4>NkFeB00-shB+N9(m^*f"
    "-HPGH(@*--H<2p#Pw?=k9_f~P<PG`tkZwnMXi!c%{`_*@|`fteWpwyfT!33aPQ0?W{wlf#0icgt)O_XDo8?P(2xO<QA0*VCJmXGC63I9ENZs"
    "WGOQA_TGjf>SlTp1tO*(-)(sjW)<g{vs~yo<iI5rZ+%qOIt6>>d1G75RXalo4HAJk`w?Z-_B38w3R5=u6Qu&F|pfP?@ds3OJB~mgxpj*V}+`"
    "J@!F1qNVi!Qq8qRYyJ-Ye*3!l1sln$-7Ui~3(@7SB2TH_3l1)zFH^N&KkX3oUqUgN{|rpENLucw1tHG4cO}BnOba4WiJ<c|=z|fAM=pEWDo;"
    "2fF^=5?U?)+-mat$Nawl*rhPI"
)
_DOC = (
    "c-rk++fQ6Y82{$%9a~ryq?Mv<>83PQTW%U!Y~&`wQg&&V+SXPKbU~oNA{T|kL=!I|wl-KzY#O6A!6ywteK6^Z{sUGXEJ^jH#wQbv)tH!?l=b"
    "(`nbU3;TFx$5gFPSln9G^(GBdyVX3m+N`!@UXN1x^YNJ&&hHd=^#$eB<lz}ZH@OQfl~g?Kz}RL3n^Q*=$GJcoA7p99Qu?o#vWL7D-+2fPlv9"
    "-Ilz(jg$*_*81q+N1px!`~?R=?NM{I!qIk3grPYiTcdQESPL(mMr_}+c)C(QtRIhUT*#Ke!%NL2b>GOS7L%_19&6&K5#yG6Sx3;KllM<(~oq"
    "s%5Sk^$bUitqi)O4G34}U5))tR&}iWKYw0~U92<#skNOYBhNBPH$BvH;bPbM5OteI}u0D25B7yTeP>|1eRMMZjK7W3BEDHS?kv92&x(sMJA`"
    "z)mJD~Y{T;mj24k5k`(*Si)zrt~8fVKxjO@OGJYPVB3Xrq1Ly5L3{X!O`ez|D;swFd1p*l2f;g4=@*>cI178+X}n>rVqM6bjNrgIq(6)CIdy"
    ">P2jQPOhFT%9*}Gxzpq13<#`{aL@_kP8ctMK^N(U3aEl=y{xA~uE93w8JAJI7QKne812QMFPbX^G-B;dpG2LXc6x>I30_%t+6%iQkm4cEM!7"
    "xcrfMpJ-Xc*g{i}m_Luk<pt%K4(AGD22|JK1jpB$7&-GW8A|IfI^R@uWcq#P}pAQzS1aVbYi>6Vz9q#qI<5@8%tPP_Fe!}(LHY(yMGhDq}#R"
    "J7{RNQR>)^QMFuXtbeQ18{8w!xBRJB2wP&7z*6kN1(?H_97VW0qTS#1E_qfIqNk5U9SRNFD!}d<z;xnI^pRs<cvx2!+w|4)or3r%}!V{;ax~"
    ">`mvj|`vHd_HOsm>w0Yd5u6k(bgZ-yyOv<t+BRp;xDdA1O*M^?Nk!(t%f4ZJUy$h_YceMbvaKD8ZIR_B+h$R9Ws1m$KmOOGPygKDsRO?X^#W"
    "wQGjGZi6$(B&E`Z|;1gx};OrR>QosR}H_8AjSt`zl?2{lh=5hI_o9yzQn3i@&(U-n^vFcS6CC!B?%$czf0Ucu1Y~qUyXiqz2&UYx>zuQ$4Fr"
    "uxBQpivL`rUHs<a`#Uyy-+2%IKXi4bp7)rfx})lxDHMAXe7#k@MK|b|kA-OQdw}LEzONENt9Is0s_TgLcMMi80cDRpkM<-4_@-swQ?lgFFI3"
    "*C=7jUfG%5d|Rbln4iAc?Da#QH}jL=bjK1uF3l;6}=KC%}?dU6w(i_Qf5-wXY%%A)@#T~Ii@)1=WQYw#_y=&q*S6DPu2drjosQ1IyaQ1M|3Z"
    "9bkKo;mSTsAux;_L&pYp%3;u1`kBm6PNN{{wv}lSI?O<E_&lk+a$MgQ5D)8h_r<91c!$bDyLH9M)sWwm5sgj0?WCi9d6Cf`KfOAc%*QwtM$w"
    "F?+zbo%a`)&ttq*)q|SL3-IXMG{<niGz`Mcq;1IYK{4}@+Jg&afT}_nyHI2fNl`1gkG*MnaYzT;^Za!tZ=a2IH_?&Ap=g_9C;?*7`&;0cT;+"
    "x;bFD#00n;ZI9npVs^NeG+DXhz0vWZcMfSCFlO&y;z_0NDc65#aCMH35F>(u@27JcH+TO2vSI#7=juIV`(w?x%&3<uO896+Ko$)vZLetr`{1"
    "&h7NiUf#2L_MD>#yk+W~BLFVL^U|p(mGGA!Do1Hs8D*AO;dAZNYTp0zGE2TgTuR0!7mTq1)yeCNAqrC`^`-2;5AU&T(N5}y$t3k%-vGnZzk*"
    "<w0qbnnmV$lu*ZAU8N^R7Eo~P?Wrm~;P{XhHqgZg2YgCaDB@#hO9o_oH}>%M+tdgEsBR<sTFjo%EIwO<JSROJs!TT!Y<dQ5uKC2?q$^3&))M"
    "{47{rDKuh)W)MS4f{pl(N$c-EBXD$Kcu29{Q"
)


def old_workbook() -> bytes:
    """Two suggestions of 示例市十五届人大一次会议, with a merged title and dates as dates."""
    return zlib.decompress(base64.b85decode(_XLS))


def old_document() -> bytes:
    """The same shape as a table in a Word 97 document: one suggestion."""
    return zlib.decompress(base64.b85decode(_DOC))
