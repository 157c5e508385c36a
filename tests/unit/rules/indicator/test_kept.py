"""Numbers that sound like something else: money that grows, capacities, shares without a verb; invented places."""

from __future__ import annotations

import pytest

from loaders.rules.indicator import Frame
from tests.unit.rules.indicator.test_sentences import read

GOALS = Frame(kind="goals", is_goal=True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "固定资产总投资800万元，同比增长3%，其中工业投入500万元，增长4%，农业投入200万元，同比增长5%。",
            [
                "固定资产总投资 = 8000000 元 Level",
                "固定资产总投资 = 3 % GrowthRate",
                "工业投入 = 5000000 元 Level",
                "工业投入 = 4 % GrowthRate",
                "农业投入 = 2000000 元 Level",
                "农业投入 = 5 % GrowthRate",
            ],
            id="invested-and-grown",
        ),
        pytest.param("码头改造项目总投资800万元。", [], id="invested"),
        pytest.param(
            "化学需氧量、氨氮重点工程减排量分别达到7万吨、2万吨。",
            ["化学需氧量重点工程减排量 = 70000 吨 Level", "氨氮重点工程减排量 = 20000 吨 Level"],
            id="reduced-by-works",
        ),
        pytest.param("提前一年完成砖窑退出任务。", [], id="ahead-of-time"),
        pytest.param("引进年产3万吨的稻米加工企业2家。", ["年产3万吨的稻米加工企业 = 2 家 Count"], id="capacity"),
        pytest.param(
            "以湿地公园为主体的保护地占全市国土面积18%以上。",
            ["以湿地公园为主体的保护地占全市国土面积 >= 18 % Share"],
            id="mainly",
        ),
        pytest.param("每万人达到3块以上。", ["每万人 >= 3 块 Level"], id="per-head"),
        pytest.param(
            "每年6月定为划船月，参加活动人群达8万人次。", ["参加活动人群 = 80000 人次 Level"], id="month-of-the-year"
        ),
        pytest.param(
            "每周参加1次及以上划船锻炼的人数达20万人。",
            ["参加1次及以上划船锻炼的人数 = 200000 人 Annual"],
            id="how-often",
        ),
        pytest.param(
            "经常参加划船锻炼的人数占全市常住人口34%以上。",
            ["经常参加划船锻炼的人数占全市常住人口 >= 34 % Share"],
            id="people-as-a-share",
        ),
        pytest.param(
            "主要塑料品种及钢铁的循环再生比重达到40%。",
            ["主要塑料品种及钢铁的循环再生比重 = 40 % Share"],
            id="share-of",
        ),
        pytest.param(
            "培育1-2家营业收入过千亿、3-4家营业收入过百亿的龙头企业。",
            [
                "营业收入过千亿龙头企业 >= 1 家 Count",
                "营业收入过千亿龙头企业 <= 2 家 Count",
                "营业收入过百亿的龙头企业 >= 3 家 Count",
                "营业收入过百亿的龙头企业 <= 4 家 Count",
            ],
            id="how-large",
        ),
        pytest.param("确保粮食播种面积在27万亩以上。", ["粮食播种面积 >= 270000 亩 Level"], id="is-at"),
        pytest.param("培训1000名创办微型企业的创业者。", ["创办微型企业的创业者 = 1000 名 Count"], id="who-found"),
        pytest.param(
            "维修改造300公里农村公路，新建农村公路120公里，其中贫困地区70公里。",
            ["农村公路 = 300 公里 Count", "农村公路 = 120 公里 Count", "贫困地区农村公路 = 70 公里 Count"],
            id="part-in-an-area",
        ),
        pytest.param(
            "投资107万元，完成9公里公路硬化；投资100万元，完成水泥公路2公里。",
            ["公路硬化 = 9 公里 Count", "水泥公路 = 2 公里 Count"],
            id="invested-for",
        ),
        pytest.param("残疾人护理补贴覆盖率达到100%。", ["残疾人护理补贴覆盖率 = 100 % Share"], id="all-get-it"),
        pytest.param("住院费用实际补偿比达到60%。", ["住院费用实际补偿比 = 60 % Share"], id="paid-back"),
        pytest.param("对新建渔港给予补贴，补贴比例不超过20%。", [], id="subsidy"),
        pytest.param("实施高标准基本农田建设8万亩。", ["高标准基本农田建设 = 80000 亩 Count"], id="basic-farmland"),
        pytest.param("使自来水普及率超过90%。", ["自来水普及率 > 90 % Share"], id="let"),
        pytest.param("自来水使用率达到90%。", ["自来水使用率 = 90 % Share"], id="use"),
        pytest.param(
            "新增劳动力平均受教育年限达到13.5年。", ["新增劳动力平均受教育年限 = 13.5 年 Level"], id="mean-of-the-new"
        ),
        pytest.param(
            "与2030年相比，船舶单位运输量的能耗和二氧化碳排放分别下降10%和11%。",
            ["船舶单位运输量的能耗 = 10 % GrowthRate", "船舶单位运输量的二氧化碳排放 = 11 % GrowthRate"],
            id="of-a-unit",
        ),
        pytest.param("到2035年，与2030年相比用水量下降5%。", ["用水量 = 5 % GrowthRate 2035"], id="next-to"),
        pytest.param(
            "全县入园率达到85%，东部地区达到95%，西部地区达到80%。",
            ["全县入园率 = 85 % Share", "东部地区入园率 = 95 % Share", "西部地区入园率 = 80 % Share"],
            id="rates-of-areas",
        ),
        pytest.param(
            "要求实现85%的村庄生活垃圾得到治理，自来水普及率达到80%。",
            ["村庄生活垃圾得到治理 = 85 % Share", "自来水普及率 = 80 % Share"],
            id="it-is-required",
        ),
        pytest.param("到2035年，产值能耗与2030年相比下降5%。", ["产值能耗 = 5 % GrowthRate 2035"], id="next-to-it"),
        pytest.param("客运收入与去年同期相比增长5%以上。", ["客运收入 >= 5 % GrowthRate"], id="next-to-last-year"),
        pytest.param("即新增码头20座。", ["码头 = 20 座 Count"], id="that-is"),
        pytest.param("专利开放许可达成50项。", ["专利开放许可 = 50 项 Count"], id="come-about"),
    ],
)
def test_kept(text: str, expected: list[str]) -> None:
    assert read(text, GOALS) == expected
