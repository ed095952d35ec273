//! Order among items that lead to others, and circles, which have no order.
//!
//! Edges are given as a list: for each node, the nodes it leads to. Nothing here recurses,
//! because a chain in a file may be longer than the stack is deep.

use std::{
    collections::{HashMap, HashSet, VecDeque},
    iter, slice,
};

/// Sorts the nodes into groups, each after the groups it leads to. Nodes that lead to each
/// other are in one group.
///
/// This is Gabow's path-based algorithm (*Path-based depth-first search for strong and
/// biconnected components*, 2000).
pub(crate) fn groups(edges: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut search = Search {
        edges,
        places: vec![UNSEEN; edges.len()],
        open: Vec::new(),
        firsts: Vec::new(),
        path: Vec::new(),
        found: Vec::new(),
    };
    for start in 0..edges.len() {
        search.reach(start);
        while let Some((_, rest)) = search.path.last_mut() {
            match rest.next() {
                Some(next) => search.reach(*next),
                None => search.leave(),
            }
        }
    }
    search.found
}

/// Returns the edges of a circle in a group, one of them `wanted`; apart from that one, it is as
/// short as possible. A single node is a circle only if it leads to itself.
pub(crate) fn circle(
    edges: &[Vec<usize>],
    group: &[usize],
    wanted: impl Fn(usize, usize) -> bool,
) -> Option<Vec<(usize, usize)>> {
    let inside: HashSet<_> = group.iter().copied().collect();
    let leads_back = |&from: &usize| {
        let mut edges = edges[from].iter().copied();
        let to = edges.find(|to| inside.contains(to) && wanted(from, *to))?;
        Some((from, to))
    };
    let (last, first) = group.iter().filter_map(leads_back).min()?;
    let (mut before, mut reached) = (HashMap::new(), VecDeque::from([first]));
    while let Some(node) = reached.pop_front().filter(|node| *node != last) {
        for next in edges[node].iter().filter(|next| inside.contains(next)) {
            if *next != first && !before.contains_key(next) {
                before.insert(*next, node);
                reached.push_back(*next);
            }
        }
    }
    let mut way: Vec<_> =
        iter::successors(Some(last), |node| before.get(node).copied()).collect();
    way.reverse();
    let edges = way.windows(2).map(|edge| (edge[0], edge[1]));
    Some(iter::once((last, first)).chain(edges).collect())
}

struct Search<'a> {
    edges: &'a [Vec<usize>],
    /// The place of each node in `open`.
    places: Vec<usize>,
    /// The nodes reached so far whose group is not complete.
    open: Vec<usize>,
    /// Where in `open` each incomplete group starts, as far as known.
    firsts: Vec<usize>,
    /// The path to the current node, and the edges of each node not yet followed.
    path: Vec<(usize, slice::Iter<'a, usize>)>,
    found: Vec<Vec<usize>>,
}

/// The place of a node not yet reached.
const UNSEEN: usize = usize::MAX;

/// The place of a node whose group is complete.
const CLOSED: usize = usize::MAX - 1;

impl Search<'_> {
    fn reach(&mut self, node: usize) {
        match self.places[node] {
            UNSEEN => {
                self.places[node] = self.open.len();
                self.firsts.push(self.open.len());
                self.open.push(node);
                self.path.push((node, self.edges[node].iter()));
            }
            CLOSED => {}
            // Everything reached since then leads back here: it is all one group.
            place => while self.firsts.pop_if(|first| *first > place).is_some() {},
        }
    }

    fn leave(&mut self) {
        let Some((node, _)) = self.path.pop() else { return };
        let place = self.places[node];
        if self.firsts.pop_if(|first| *first == place).is_some() {
            let group = self.open.split_off(place);
            group.iter().for_each(|node| self.places[*node] = CLOSED);
            self.found.push(group);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nodes_come_after_those_they_lead_to() {
        let edges = [vec![1, 2], vec![2], vec![], vec![0]];
        assert_eq!(groups(&edges), [[2], [1], [0], [3]]);
    }

    #[test]
    fn a_circle_is_one_group_and_a_shortest_way_round_is_shown() {
        let edges = [vec![1], vec![2, 3], vec![0], vec![4], vec![0], vec![5], vec![5]];
        let mut groups = groups(&edges);
        groups.iter_mut().for_each(|group| group.sort_unstable());
        assert_eq!(groups, [vec![0, 1, 2, 3, 4], vec![5], vec![6]]);
        let circles = groups.iter().map(|group| circle(&edges, group, |_, _| true));
        let expected = [Some(vec![(0, 1), (1, 2), (2, 0)]), Some(vec![(5, 5)]), None];
        assert_eq!(circles.collect::<Vec<_>>(), expected);
        let wanted = |from, to| (from, to) == (3, 4);
        let round = circle(&edges, &groups[0], wanted);
        assert_eq!(round, Some(vec![(3, 4), (4, 0), (0, 1), (1, 3)]));
    }
}
